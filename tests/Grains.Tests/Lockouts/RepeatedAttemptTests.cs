using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Lockouts;

/// <summary>Whoever has not heard an answer asks again under the same id.</summary>
public sealed class RepeatedAttemptTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Most = 10;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_NonMatchRepeated_IsTheSameDecision_CountedAndNotedOnce()
    {
        var key = await Enrolled();
        for (var photo = 1; photo < Most; photo++)
        {
            var attempt = Guid.NewGuid();
            var first = await Verify(key, Faces.Stranger, attempt);
            Assert.False(first.IsMatch);
            Assert.Equal(first, await Verify(key, Faces.Stranger, attempt));
        }

        // The last closes the lock, and is answered behind it, too.
        var last = Guid.NewGuid();
        var closing = await Verify(key, Faces.Stranger, last);
        Assert.Equal(closing, await Verify(key, Faces.Stranger, last));
        Assert.Equal(ProblemCode.LockedOut, await Refused(() => Verify(key, Faces.Stranger, Guid.NewGuid())));
        Assert.Equal(Most, await Noted(key, AuditOutcome.NonMatch));
    }

    /// <summary>As hedging sends them.</summary>
    [Fact]
    public async Task Verify_NonMatchAtOnce_CountsOnce()
    {
        var key = await Enrolled();
        for (var photo = 1; photo < Most; photo++)
        {
            var attempt = Guid.NewGuid();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Verify(key, Faces.Stranger, attempt)));
            Assert.Single(answers.Distinct());
        }

        Assert.True((await Verify(key, Faces.Person, Guid.NewGuid())).IsMatch);
    }

    [Fact]
    public async Task Verify_FirstGivenUp_TheOtherIsAnswered()
    {
        var key = await Enrolled();
        var attempt = Guid.NewGuid();
        using var patience = new CancellationTokenSource();
        As(attempt);
        var first = cluster.Identity(key).Verify(Faces.Read(Faces.Person), patience.Token);
        var other = Verify(key, Faces.Person, attempt);
        await patience.CancelAsync();
        Assert.True((await other).IsMatch);
        await first.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>An id lets no second photo by.</summary>
    [Fact]
    public async Task Verify_AnotherPhotoUnderTheId_IsRefusedAndComparedWithNobody()
    {
        var key = await Enrolled();
        var attempt = Guid.NewGuid();
        Assert.False((await Verify(key, Faces.Stranger, attempt)).IsMatch);
        Assert.Equal(ProblemCode.OperationReused, await Refused(() => Verify(key, Faces.Person, attempt)));
        As(attempt);
        Assert.Equal(ProblemCode.OperationReused, await Refused(() => cluster.Identity(key).Explain(Faces.Read(Faces.Stranger), Cancelled)));
        // Another caller's is another.
        As(attempt, "another");
        Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch);
    }

    [Fact]
    public async Task Verify_RefusedPhotoRepeated_IsRefusedAgainAndNotCounted()
    {
        var key = await Enrolled();
        var attempt = Guid.NewGuid();
        As(attempt);
        for (var i = 0; i < 2 * Most; i++)
            Assert.Equal(ProblemCode.PhotoUnreadable, await Refused(() => cluster.Identity(key).Verify([1, 2, 3], Cancelled)));
        Assert.True((await Verify(key, Faces.Person, Guid.NewGuid())).IsMatch);
    }

    [Fact]
    public async Task Verify_MatchRepeatedAfterALock_IsLockedOut()
    {
        var key = await Enrolled();
        var attempt = Guid.NewGuid();
        Assert.True((await Verify(key, Faces.Person, attempt)).IsMatch);
        for (var i = 0; i < Most; i++)
            Assert.False((await Verify(key, Faces.Stranger, Guid.NewGuid())).IsMatch);
        Assert.Equal(ProblemCode.LockedOut, await Refused(() => Verify(key, Faces.Person, attempt)));
    }

    /// <summary>What was decided of one model-template is not told as another's, nor of somebody who was erased.</summary>
    [Fact]
    public async Task Verify_RepeatedAfterAChange_IsDecidedAnew()
    {
        var key = await Enrolled();
        var attempt = Guid.NewGuid();
        var first = await Verify(key, Faces.Person, attempt);
        await cluster.Enrol(key, isReenrolment: true, isForced: true);
        var second = await Verify(key, Faces.Person, attempt);
        Assert.Equal((1, 2), (first.TemplateVersion, second.TemplateVersion));
        Assert.NotEqual(first.DecisionId, second.DecisionId);

        await cluster.Identity(key).Erase(Cancelled);
        Assert.Equal(ProblemCode.NotEnrolled, await Refused(() => Verify(key, Faces.Person, attempt)));
        await cluster.Enrol(key);
        Assert.NotEqual(first.DecisionId, (await Verify(key, Faces.Person, attempt)).DecisionId);
    }

    [Fact]
    public async Task Explain_Repeated_IsTheSameAndCountsOnce()
    {
        var key = await Enrolled();
        for (var map = 0; map < 3; map++)
        {
            As(Guid.NewGuid());
            var first = await cluster.Identity(key).Explain(Faces.Read(Faces.Stranger), Cancelled);
            var again = await cluster.Identity(key).Explain(Faces.Read(Faces.Stranger), Cancelled);
            Assert.Equal((first.Decision, first.Method, first.Explains), (again.Decision, again.Method, again.Explains));
            Assert.Equal(first.Photo, again.Photo);
        }

        // Nine are counted: one is left.
        Assert.False((await Verify(key, Faces.Stranger, Guid.NewGuid())).IsMatch);
        Assert.Equal(ProblemCode.LockedOut, await Refused(() => Verify(key, Faces.Person, Guid.NewGuid())));
    }

    private static void As(Guid attempt, string name = "gate")
    {
        AskingAnyRealm.As(name);
        Caller.Current = Caller.Required with { Attempt = attempt };
    }

    private async Task<IdentityKey> Enrolled()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await cluster.Enrol(key);
        return key;
    }

    private async Task<int> Noted(IdentityKey key, AuditOutcome outcome)
    {
        Caller.Current = null;
        return (await cluster.Trail.Read(key.Realm, new AuditQuery(null, null, outcome, null), null, 100, Cancelled)).Entries.Count;
    }

    private Task<VerificationResult> Verify(IdentityKey key, string photo, Guid attempt)
    {
        As(attempt);
        return cluster.Identity(key).Verify(Faces.Read(photo), Cancelled);
    }

    private static async Task<string> Refused(Func<Task> act) => (await Assert.ThrowsAsync<MoteException>(act)).Code;
}
