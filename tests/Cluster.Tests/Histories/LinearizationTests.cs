using Mote.Histories.Checking;
using Mote.Histories.People;

namespace Mote.Cluster.Tests.Histories;

/// <summary>Histories made by hand: those that can have been are found so, and those that cannot are not.</summary>
public sealed class LinearizationTests
{
    private static readonly Operation Enrolled = Told.Of(0, 1, Deed.Enrol, Answer.Done, 1);
    private static readonly Operation Unanswered = Told.Of(0, 1, Deed.Enrol, Answer.Unknown);

    public static TheoryData<string, Operation[]> Right => new()
    {
        { "nothing", [] },
        { "enrolled, matches, erased, gone", [Enrolled, Told.Of(2, 3, Deed.Verify, Answer.Match, 1), Told.Of(4, 5, Deed.Erase, Answer.Done), Told.Of(6, 7, Deed.Verify, Answer.Absent)] },
        { "either answer while it is replaced", [Enrolled, Told.Of(2, 9, Deed.Reenrol, Answer.Done, 2, Face.Ben), Told.Of(3, 4, Deed.Verify, Answer.Match, 1), Told.Of(5, 6, Deed.Verify, Answer.Match, 2, Face.Ben)] },
        { "an enrolment of unknown outcome that was not done", [Unanswered, Told.Of(2, 3, Deed.Verify, Answer.Absent)] },
        { "one that was done", [Unanswered, Told.Of(2, 3, Deed.Verify, Answer.Match, 1)] },
        { "one that was done late", [Unanswered, Told.Of(2, 3, Deed.Verify, Answer.Absent), Told.Of(4, 5, Deed.Verify, Answer.Match, 1)] },
        { "of two at once one is", [Enrolled with { Completed = TimeSpan.FromSeconds(5) }, Told.Of(1, 4, Deed.Enrol, Answer.Present)] },
        { "enrolled anew after an erasure of unknown outcome", [Enrolled, Told.Of(2, 3, Deed.Erase, Answer.Unknown), Told.Of(4, 5, Deed.Enrol, Answer.Done, 1, Face.Ben)] },
        { "locked, lifted, open", [Enrolled, Not(2), Not(4), Not(6), Told.Of(8, 9, Deed.Verify, Answer.Locked), Told.Of(10, 11, Deed.Unlock, Answer.Done), Told.Of(12, 13, Deed.Verify, Answer.Match, 1)] },
        { "a lock that outlives a forced re-enrolment", [Enrolled, Not(2), Not(4), Not(6), Told.Of(8, 9, Deed.Reenrol, Answer.Done, 2), Told.Of(10, 11, Deed.Verify, Answer.Locked)] },
        { "what a silo that is cut off may still say", [Enrolled, Told.Of(2, 3, Deed.Erase, Answer.Done), Told.Of(6, 7, Deed.Verify, Answer.Match, 1) with { MayBeOlderBy = TimeSpan.FromSeconds(5) }] },
    };

    public static TheoryData<string, Operation[]> Wrong => new()
    {
        { "who was never enrolled", [Told.Of(0, 1, Deed.Verify, Answer.Match, 1)] },
        { "who is erased", [Enrolled, Told.Of(2, 3, Deed.Erase, Answer.Done), Told.Of(4, 5, Deed.Verify, Answer.Match, 1)] },
        { "an enrolment that is lost", [Enrolled, Told.Of(2, 3, Deed.Verify, Answer.Absent)] },
        { "an erasure that is lost", [Enrolled, Told.Of(2, 3, Deed.Erase, Answer.Done), Told.Of(4, 5, Deed.Enrol, Answer.Present)] },
        { "the face before the last", [Enrolled, Told.Of(2, 3, Deed.Reenrol, Answer.Done, 2, Face.Ben), Told.Of(4, 5, Deed.Verify, Answer.Match)] },
        { "the version before the last", [Enrolled, Told.Of(2, 3, Deed.Reenrol, Answer.Done, 2), Told.Of(4, 5, Deed.Verify, Answer.Match, 1)] },
        { "who is somebody else", [Enrolled, Told.Of(2, 3, Deed.Verify, Answer.Match, 1, Face.Ben)] },
        { "who is not recognised", [Enrolled, Told.Of(2, 3, Deed.Verify, Answer.NonMatch, 1)] },
        { "a version twice", [Enrolled, Told.Of(2, 3, Deed.Reenrol, Answer.Done, 2), Told.Of(4, 5, Deed.Reenrol, Answer.Done, 2, Face.Ben)] },
        { "two enrolments at once that both are", [Enrolled with { Completed = TimeSpan.FromSeconds(5) }, Told.Of(1, 4, Deed.Enrol, Answer.Done, 1, Face.Ben)] },
        { "there and back", [Unanswered, Told.Of(2, 3, Deed.Verify, Answer.Match, 1), Told.Of(4, 5, Deed.Verify, Answer.Absent)] },
        { "a lock that nothing closed", [Enrolled, Not(2), Told.Of(4, 5, Deed.Verify, Answer.Locked)] },
        { "a lock that is lost", [Enrolled, Not(2), Not(4), Not(6), Told.Of(8, 9, Deed.Verify, Answer.Locked), Told.Of(10, 11, Deed.Verify, Answer.Match, 1)] },
        { "a lock that was lifted", [Enrolled, Not(2), Not(4), Not(6), Told.Of(8, 9, Deed.Unlock, Answer.Done), Told.Of(10, 11, Deed.Verify, Answer.Locked)] },
        { "a silo that is cut off for too long", [Enrolled, Told.Of(2, 3, Deed.Erase, Answer.Done), Told.Of(9, 10, Deed.Verify, Answer.Match, 1) with { MayBeOlderBy = TimeSpan.FromSeconds(5) }] },
    };

    [Theory, MemberData(nameof(Right))]
    public void Check_WhatCanHaveBeen_IsFoundSo(string what, Operation[] history) =>
        Assert.Equal((what, Verdict.Linearizable), (what, new Linearization(Model(forgets: true)).Check(history)));

    [Theory, MemberData(nameof(Wrong))]
    public void Check_WhatCannotHaveBeen_IsFoundSo(string what, Operation[] history) =>
        Assert.Equal((what, Verdict.Violated), (what, new Linearization(Model(forgets: true)).Check(history)));

    /// <summary>After a kill there are many whose outcome nobody knows: which of those that ask the same were done is one question, and not one for each set of them.</summary>
    [Fact]
    public void Check_ManyThatAskTheSameWithUnknownOutcome_IsDecided()
    {
        var unknown = Enumerable.Range(0, 60).Select(i => Told.Of(2 + i, 3 + i, Deed.Verify, Answer.Unknown, face: i % 2 == 0 ? Face.Ada : Face.Ben)).ToArray();
        Operation[] right = [Enrolled, .. unknown, Told.Of(70, 71, Deed.Erase, Answer.Done), Told.Of(72, 73, Deed.Verify, Answer.Absent)];
        Assert.Equal(Verdict.Linearizable, new Linearization(Model(forgets: true)).Check(right));
        Assert.Equal(Verdict.Violated, new Linearization(Model(forgets: true)).Check([.. right, Told.Of(74, 75, Deed.Verify, Answer.Match, 1)]));
    }

    /// <summary>Where nobody is killed a lock closes after as many as are stated, and not one later.</summary>
    [Fact]
    public void Check_LockThatClosesLate_CanHaveBeenWhereCountsAreForgottenAlone()
    {
        Operation[] history = [Enrolled, Not(2), Not(4), Not(6), Not(8)];
        Assert.Equal(Verdict.Violated, new Linearization(Model(forgets: false)).Check(history));
        Assert.Equal(Verdict.Linearizable, new Linearization(Model(forgets: true)).Check(history));
    }

    /// <summary>A lock that the store may not have taken may be lost, and no other.</summary>
    [Fact]
    public void Check_LockThatTheStoreMayNotHaveTaken_MayBeLost()
    {
        Operation[] lost = [Enrolled, Not(2), Not(4), Not(6) with { IsStoreTroubled = true }, Told.Of(8, 9, Deed.Verify, Answer.Locked), Told.Of(10, 11, Deed.Verify, Answer.Match, 1)];
        Assert.Equal(Verdict.Linearizable, new Linearization(Model(forgets: true)).Check(lost));
        lost[3] = lost[3] with { IsStoreTroubled = false };
        Assert.Equal(Verdict.Violated, new Linearization(Model(forgets: true)).Check(lost));
    }

    /// <summary>Sixteen enrolments and erasures whose outcome nobody knows: more orders than can be gone through one by one.</summary>
    [Fact]
    public void Check_ManyOfUnknownOutcome_IsDecided()
    {
        List<Operation> history = [];
        for (var i = 0; i < 8; i++)
        {
            history.Add(Told.Of(i, i + 0.5, Deed.Enrol, Answer.Unknown, face: i % 2 == 0 ? Face.Ada : Face.Ben));
            history.Add(Told.Of(i, i + 0.5, Deed.Erase, Answer.Unknown));
        }

        history.Add(Told.Of(20, 21, Deed.Verify, Answer.Match, 2));
        Assert.Equal(Verdict.Violated, new Linearization(Model(forgets: true)).Check(history));
        history[^1] = Told.Of(20, 21, Deed.Verify, Answer.Match, 1);
        Assert.Equal(Verdict.Linearizable, new Linearization(Model(forgets: true)).Check(history));
    }

    [Fact]
    public void Counterexample_LostEnrolmentAmongMuchElse_IsThatAlone()
    {
        Operation[] history =
        [
            Enrolled, Told.Of(2, 3, Deed.Verify, Answer.Match, 1), Told.Of(2, 5, Deed.Verify, Answer.NonMatch, 1, Face.Ben), Told.Of(6, 7, Deed.Erase, Answer.Done),
            Told.Of(8, 9, Deed.Verify, Answer.Absent), Told.Of(10, 11, Deed.Enrol, Answer.Done, 1, Face.Ben), Told.Of(12, 13, Deed.Verify, Answer.Match, 1, Face.Ben),
            Told.Of(14, 15, Deed.Verify, Answer.Absent), Told.Of(16, 17, Deed.Enrol, Answer.Done, 1),
        ];
        var part = new Counterexample(Model(forgets: true)).Of(history);
        Assert.Equal([Deed.Enrol, Deed.Verify], part.Where(operation => operation.Answer != Answer.Unknown).TakeLast(2).Select(operation => operation.Deed));
        Assert.Equal(Answer.Absent, part[^1].Answer);
        Assert.Equal(TimeSpan.FromSeconds(14), part[^1].Invoked);
        Assert.InRange(part.Count(operation => operation.Answer != Answer.Unknown), 2, 3);
    }

    internal static PersonModel Model(bool forgets) => new(mostNonMatches: 3, forgets);

    private static Operation Not(double from) => Told.Of(from, from + 1, Deed.Verify, Answer.NonMatch, 0, Face.Ben);
}
