using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Orleans;
using Orleans.Runtime;

namespace Mote.Grains.Tests.Lockouts;

/// <summary>An activation stays while something is in its memory alone, whoever collects idle ones.</summary>
public sealed class ActivationLeaseTests(BriefLocksCluster cluster) : IClassFixture<BriefLocksCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Count_EnrolmentEnds_KeepsTheActivation()
    {
        var key = await Enrolled();
        await NonMatch(key);
        // Forced, since a network that is asked and accepts ends the count.
        await cluster.Enrol(key, isReenrolment: true, isForced: true);
        await Collect();
        Assert.True(await IsActive(key));
    }

    [Fact]
    public async Task Count_EnrolmentFails_KeepsTheActivation()
    {
        var key = await Enrolled();
        await NonMatch(key);
        var failed = await cluster.Enrol(key, new EnrolmentRequest(Guid.NewGuid(), true, [[1, 2, 3]], new EnrolmentOptions("single-unit")));
        Assert.Equal(EnrolmentState.Failed, failed.State);
        await Collect();
        Assert.True(await IsActive(key));
    }

    /// <summary>The longest lock is shorter here than an enrolment that waits for its turn, or for the store.</summary>
    [Fact]
    public async Task Enrolment_NonMatchMeanwhile_IsNotCutShort()
    {
        var key = await Enrolled();
        var (arrived, release) = cluster.Storage.Hold("identity");
        var request = new EnrolmentRequest(Guid.NewGuid(), true, [Faces.Read(Faces.Person)], new EnrolmentOptions("single-unit")) { IsForced = true };
        await cluster.Identity(key).Start(request, Cancelled);
        await arrived.WaitAsync(Cancelled);
        try
        {
            await NonMatch(key);
            cluster.Clock.Advance(BriefLocksCluster.Longest * 2);
            await Collect();
            // An activation that ends answers nothing before its enrolment has stopped.
            Assert.Equal(EnrolmentState.Running, (await cluster.Identity(key).Await(request.Operation, TimeSpan.Zero, Cancelled))!.State);
        }
        finally
        {
            release.SetResult();
        }

        Assert.Equal(EnrolmentState.Succeeded, (await cluster.Enrol(key, request)).State);
    }

    [Fact]
    public async Task Lock_NotStored_KeepsTheActivationThatTookItOver()
    {
        var key = await Enrolled();
        cluster.Storage.Set("identity", Fault.Before);
        try
        {
            for (var i = 0; i < 10; i++)
                await NonMatch(key);
            // The store's failure ends the activation, and another one takes the lock over.
            Assert.NotNull((await cluster.Identity(key).Describe(Cancelled))!.LockedUntil);
            await Collect();
            Assert.True(await IsActive(key));
        }
        finally
        {
            cluster.Storage.Set("identity", Fault.None);
        }
    }

    [Fact]
    public async Task Nothing_Pending_LetsTheActivationGo()
    {
        var key = await Enrolled();
        await Collect();
        Assert.False(await IsActive(key));
        await NonMatch(key);
        Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch);
        await Collect();
        Assert.False(await IsActive(key));
    }

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "somebody");

    private async Task<IdentityKey> Enrolled()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        return key;
    }

    private async Task NonMatch(IdentityKey key) => Assert.False((await cluster.Identity(key).Verify(Faces.Read(Faces.Stranger), Cancelled)).IsMatch);

    /// <summary>Ends every activation that nothing is asked of and nothing keeps.</summary>
    private Task Collect() => cluster.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    private async Task<bool> IsActive(IdentityKey key) =>
        await cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(cluster.Identity(key)) is not null;
}
