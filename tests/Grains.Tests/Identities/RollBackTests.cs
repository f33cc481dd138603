using Mote.Grains.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Identities;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Tests.Identities;

/// <summary>A re-enrolment can be taken back for as long as what it replaced is kept, and people can be asked for.</summary>
public sealed class RollBackTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const double Loose = 0.1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("single-unit")]
    [InlineData("compact")]
    [InlineData("paper")]
    public async Task RollBack_DecidesAsBeforeToTheBit_AlsoAfterARestart_AndOnlyOnce(string recipe)
    {
        var key = NewKey();
        await cluster.Enrol(key, recipe: recipe, target: Loose);
        // A face that is far from certain tells one network from the next.
        var uncertain = await cluster.WronglyAccepted(key);
        var before = await Rates(key, uncertain);
        var replaced = (await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true, recipe: recipe, target: Loose, isForced: true)).Identity!;
        Assert.Equal((2, 1, Today.AddDays(30)), (replaced.Version, replaced.PreviousVersion, replaced.PreviousKeptUntil));
        Assert.NotEqual(before, await Rates(key, uncertain));
        await cluster.Deactivate(key);

        var back = await cluster.Identity(key).RollBack(Cancelled);
        Assert.Equal((1, null, null), (back.Version, back.PreviousVersion, back.PreviousKeptUntil));
        Assert.Equal(before, await Rates(key, uncertain));
        await cluster.Deactivate(key);
        Assert.Equal(before, await Rates(key, uncertain));

        await NothingToRollBack(key);
        Assert.Equal([AuditKind.RolledBack, AuditKind.ReenrolledByForce, AuditKind.Enrolled], await Changes(key));
        // A number stands for one model-template for ever.
        Assert.Equal(3, (await cluster.Enrol(key, isReenrolment: true, recipe: recipe)).Identity!.Version);
    }

    [Fact]
    public async Task RollBack_NothingReplacedOrNobodyEnrolled_IsRefusedAndChangesNothing()
    {
        var key = NewKey();
        Assert.Equal(ProblemCode.NotEnrolled, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).RollBack(Cancelled))).Code);
        await cluster.Enrol(key);
        await NothingToRollBack(key);
        Assert.Equal([AuditKind.Enrolled], await Changes(key));
    }

    [Fact]
    public async Task RollBack_StoreFails_NothingIsChanged()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true);
        cluster.Storage.Set("identity", Fault.Before);
        try
        {
            Assert.Equal(ProblemCode.StorageUnavailable, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).RollBack(Cancelled))).Code);
        }
        finally
        {
            cluster.Storage.Set("identity", Fault.None);
        }

        Assert.Equal((2, 1), await Versions(key));
        Assert.Equal(1, (await cluster.Identity(key).RollBack(Cancelled)).Version);
    }

    /// <summary>Past its days nobody is told of it, it cannot come back, and its bytes leave the record: whether the person's activation lives on or begins anew.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Previous_PastItsDays_IsGoneAndOutOfTheRecord(bool livesOn)
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true);
        Assert.Equal(1, (await InRecord(key)).Previous!.Template.Version);
        cluster.Clock.Advance(TimeSpan.FromDays(31));
        if (!livesOn)
            await cluster.Deactivate(key);

        Assert.Equal((2, null), await Versions(key));
        await NothingToRollBack(key);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(Patience);
        while ((await InRecord(key)).Previous is not null)
            await Task.Delay(10, deadline.Token);
        Assert.Equal(2, (await InRecord(key)).Active.Version);
    }

    [Fact]
    public async Task Wish_IsNotedOnce_OutlivesARestart_AndIsFulfilledOrWithdrawn()
    {
        var key = NewKey();
        Assert.Equal(ProblemCode.NotEnrolled, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).WishReenrolment(ReenrolmentCause.Asked, Cancelled))).Code);
        await cluster.Enrol(key);
        Assert.False(await cluster.Identity(key).WithdrawReenrolment(Cancelled));
        Assert.True(await cluster.Identity(key).WishReenrolment(ReenrolmentCause.Age, Cancelled));
        Assert.False(await cluster.Identity(key).WishReenrolment(ReenrolmentCause.Asked, Cancelled));
        await cluster.Deactivate(key);
        Assert.Equal((Today, ReenrolmentCause.Age), await Wish(key));
        Assert.True(await cluster.Identity(key).WithdrawReenrolment(Cancelled));
        Assert.Equal((null, null), await Wish(key));

        Assert.True(await cluster.Identity(key).WishReenrolment(ReenrolmentCause.Asked, Cancelled));
        await cluster.Enrol(key, isReenrolment: true);
        Assert.Equal((null, null), await Wish(key));
        Assert.Equal(
            [AuditKind.Reenrolled, AuditKind.ReenrolmentRequested, AuditKind.ReenrolmentWithdrawn, AuditKind.ReenrolmentRequested, AuditKind.Enrolled],
            await Changes(key));
    }

    private DateOnly Today => DateOnly.FromDateTime(cluster.Clock.GetUtcNow().UtcDateTime);

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "somebody");

    private async Task NothingToRollBack(IdentityKey key) =>
        Assert.Equal(ProblemCode.NothingToRollBack, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).RollBack(Cancelled))).Code);

    private async Task<(int, int?)> Versions(IdentityKey key) =>
        await cluster.Identity(key).Describe(Cancelled) is { } identity ? (identity.Version, identity.PreviousVersion) : default;

    private async Task<(DateOnly?, ReenrolmentCause?)> Wish(IdentityKey key) =>
        await cluster.Identity(key).Describe(Cancelled) is { } identity ? (identity.ReenrolmentWishedSince, identity.ReenrolmentCause) : default;

    private async Task<(bool, double?)[]> Rates(IdentityKey key, byte[] uncertain)
    {
        List<(bool, double?)> rates = [];
        foreach (var photo in new[] { Faces.Read(Faces.Person), Faces.Read(Faces.SamePerson), uncertain })
        {
            var answer = await cluster.Identity(key).Verify(photo, Cancelled);
            rates.Add((answer.IsMatch, answer.FalseMatchRate));
        }

        return [.. rates];
    }

    /// <summary>What the store's record says, opened as the silo would.</summary>
    private async Task<IdentityState> InRecord(IdentityKey key)
    {
        var lines = await cluster.Grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key)).Lines(key.Subject, Cancelled);
        var opened = await IdentitySeal.Read(
            cluster.Service<StateSeal>(), key, await cluster.Stored(key), record => Task.FromResult(Manifest.LineOf(record, lines).WrappedKey), Cancelled);
        return opened.State;
    }

    private async Task<AuditKind[]> Changes(IdentityKey key) => [.. (await cluster.Trail.Read(key.Realm, new AuditQuery(key.Subject, null, AuditOutcome.Done, null), null, 1000, Cancelled)).Entries.Select(entry => entry.Kind).Where(kind => kind is not (AuditKind.Locked or AuditKind.Unlocked))];
}
