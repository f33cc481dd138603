using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Mailbox;

/// <summary>The measure of the house, in docs/architecture.md: what an enrolment and a verification ask of grains.</summary>
public sealed class GrainCallsTests(CountingCluster cluster) : IClassFixture<CountingCluster>
{
    private static readonly string[] OfAnEnrolment = ["IIdentityGrain.Enrol", "IRosterGrain.Intend", "IRosterGrain.Settle"];

    private readonly string _realm = $"realm-{Guid.NewGuid():N}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Where all lives on one silo; one more where the shard's silo has no chain yet. The first of a realm begins the chain, too.</summary>
    [Fact]
    public async Task Enrol_AsksThreeTimes()
    {
        await Enrolled("first");
        var before = cluster.Calls.Of(_realm).Length;
        await Enrolled("second");
        Assert.Equal(OfAnEnrolment, cluster.Calls.Of(_realm)[before..]);
    }

    [Fact]
    public async Task Verify_AsksOnce()
    {
        var key = await Enrolled("somebody");
        var before = cluster.Calls.Of(_realm).Length;
        for (var i = 0; i < 3; i++)
            Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch);
        Assert.Equal(Enumerable.Repeat("IIdentityGrain.Verify", 3), cluster.Calls.Of(_realm)[before..]);
        // And each is in the trail.
        Assert.Equal(3, (await cluster.Trail.Read(_realm, new AuditQuery(null, AuditKind.Verified, null, null), null, 10, Cancelled)).Entries.Count);
    }

    /// <summary>A chain whose grain has ended takes what is appended by being asked, and is here again.</summary>
    [Fact]
    public async Task Verify_BehindTheEndOfTheChainsGrain_IsInTheTrail()
    {
        var key = await Enrolled("somebody");
        Caller.Current = Caller.Service(_realm, "test");
        await cluster.End(cluster.Service<AuditWriter>().In(_realm));
        var before = cluster.Calls.Of(_realm).Length;
        for (var i = 0; i < 2; i++)
            Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch);
        Assert.Single(cluster.Calls.Of(_realm)[before..], "IAuditGrain.Append");
        Assert.Equal(2, (await cluster.Trail.Read(_realm, new AuditQuery(null, AuditKind.Verified, null, null), null, 10, Cancelled)).Entries.Count);
    }

    private async Task<IdentityKey> Enrolled(string subject)
    {
        var key = new IdentityKey(_realm, subject);
        Assert.Equal(EnrolmentState.Succeeded, (await cluster.Enrol(key)).State);
        return key;
    }
}
