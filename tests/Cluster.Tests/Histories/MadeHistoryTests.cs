using CsCheck;
using Mote.Histories.Checking;
using Mote.Histories.People;

namespace Mote.Cluster.Tests.Histories;

/// <summary>What a right service can have answered is found right whatever was at once and whatever was lost, and one wrong answer is found.</summary>
public sealed class MadeHistoryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Check_OfARightService_IsLinearizable(bool forgets) => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Double[0, 1], Gen.Double[0, 0.15]).Sample(
        (seed, overlap, unanswered) => new Linearization(LinearizationTests.Model(forgets)).Check(MadeHistory.Of(seed, overlap, unanswered)) == Verdict.Linearizable,
        iter: 25);

    /// <summary>One thing after another, all of it answered: each answer is the only one that there is, so that any other is wrong.</summary>
    [Fact]
    public void Check_OneAnswerThatIsAnother_IsFound() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, MadeHistory.Length - 1], Gen.Int[0, 5]).Sample(
        (seed, which, other) =>
        {
            var history = MadeHistory.Of(seed, overlap: 0, unanswered: 0);
            var wrong = Answers(history[which])[other % Answers(history[which]).Length];
            history[which] = wrong;
            var search = new Linearization(LinearizationTests.Model(forgets: false));
            return search.Check(history) == Verdict.Violated && new Counterexample(LinearizationTests.Model(forgets: false)).Of(history).Count > 0;
        },
        iter: 25);

    /// <summary>A version that no re-enrolment can have come to is found however much is at once and unknown.</summary>
    [Fact]
    public void Check_VersionThatThereIsNot_IsFound() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Double[0, 1], Gen.Double[0, 0.1]).Sample(
        (seed, overlap, unanswered) =>
        {
            var history = MadeHistory.Of(seed, overlap, unanswered);
            var which = history.FindIndex(operation => operation.Version > 0);
            if (which < 0)
                return true;
            history[which] = history[which] with { Version = 1_000 };
            return new Linearization(LinearizationTests.Model(forgets: true)).Check(history) == Verdict.Violated;
        },
        iter: 5);

    private static Operation[] Answers(Operation told) =>
    [
        .. from answer in new[] { Answer.Done, Answer.Match, Answer.NonMatch, Answer.Absent, Answer.Present, Answer.Locked }
           where answer != told.Answer
           select told with { Answer = answer, Version = 0 },
    ];
}
