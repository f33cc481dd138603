using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Tests;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.Grains.Tests.Identities;

public sealed class CertificateTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrol_Certificate_IsStoredWithTheIdentityAndGivesTheOneBefore()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        var first = Read((await cluster.Enrol(key, recipe: "compact", target: 1e-3)).Identity);
        Assert.Equal([DemoCohort.FirstGroup, DemoCohort.SecondGroup], first.Figures.Groups.Select(group => group.Group));
        Assert.Equal(1e-3, first.TargetFalseMatchRate);
        Assert.InRange(first.Figures.StrangerPhotos.Rate, 0, 0.02);
        Assert.InRange(first.Figures.Samples.Rate, 0.0001, 0.2);
        Assert.NotNull(first.Cosine);
        Assert.Null(first.Previous);

        await cluster.Deactivate(key);
        Assert.Equal(first.ToBytes(), Read(await cluster.Identity(key).Describe(Cancelled)).ToBytes());
        var second = Read((await cluster.Enrol(key, isReenrolment: true)).Identity);
        Assert.Equal(first.Figures.Groups, second.Previous!.Groups);
    }

    [Fact]
    public async Task Enrol_BoundsMissed_IsAFailureToEnrolThatLeavesNothing()
    {
        var key = new IdentityKey(GrainCluster.StrictRealm, "weak");
        var counted = await Refusals();
        var status = await cluster.Enrol(key);
        Assert.Equal((EnrolmentState.Failed, ProblemCode.FailureToEnrol), (status.State, status.Failure!.Code));
        Assert.Equal(1e-4, status.Failure.Bound);
        Assert.True(status.Failure.Measured > status.Failure.Bound);
        Assert.Null(await cluster.Identity(key).Describe(Cancelled));
        Assert.Empty((await cluster.Roster.List(key.Realm, null, 10, Cancelled)).Subjects);
        Assert.Equal(counted + 1, await Refusals());

        async Task<int> Refusals() => (await cluster.Roster.Refusals(key.Realm, Cancelled)).GetValueOrDefault(ProblemCode.FailureToEnrol);
    }

    [Fact]
    public async Task Enrol_StoreDown_IsNoFailureToEnrol()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        cluster.Storage.Set("identity", Fault.Before);
        try
        {
            Assert.Equal(ProblemCode.StorageUnavailable, (await cluster.Enrol(key)).Failure!.Code);
        }
        finally
        {
            cluster.Storage.Set("identity", Fault.None);
        }

        Assert.Empty(await cluster.Roster.Refusals(key.Realm, Cancelled));
    }

    [Fact]
    public async Task Enrol_RefusalCannotBeCounted_StillSaysWhyItFailed()
    {
        cluster.Storage.Set("manifest", Fault.Before);
        try
        {
            Assert.Equal(ProblemCode.FailureToEnrol, (await cluster.Enrol(new IdentityKey(GrainCluster.StrictRealm, "uncounted"))).Failure!.Code);
        }
        finally
        {
            cluster.Storage.Set("manifest", Fault.None);
        }
    }

    private static Certificate Read(IdentityDescription? identity) => Certificate.Parse(identity!.Certificate.Span);
}
