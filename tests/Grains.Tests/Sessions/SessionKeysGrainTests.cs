using System.Text;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Sessions;
using Mote.Grains.Sessions;
using Mote.Grains.Stored;
using Mote.Protocol;
using Orleans;
using Orleans.Runtime;

namespace Mote.Grains.Tests.Sessions;

public sealed class SessionKeysGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ISessionKeysGrain Keys => cluster.Grains.GetGrain<ISessionKeysGrain>(Caller.ServiceRealm);

    [Fact]
    public async Task Add_IsKeptSealed_AndOfTwoAtOnceOneIsTaken()
    {
        var before = await Keys.Known(Cancelled);
        var added = await Task.WhenAll(Keys.Add(before.Revision, "<the-key-of-one/>", Cancelled), Keys.Add(before.Revision, "<the-key-of-another/>", Cancelled));
        Assert.Single(added, isTaken => isTaken);
        var ring = await Keys.Known(Cancelled);
        Assert.Equal(before.Revision + 1, ring.Revision);
        Assert.DoesNotContain("the-key-of", $"{ring}", StringComparison.Ordinal);

        await cluster.End(Keys);
        Assert.Equal(ring.Keys, (await Keys.Known(Cancelled)).Keys);
        var stored = new GrainState<SealedState>(new SealedState());
        await cluster.Storage.Real.ReadStateAsync(SessionKeysGrain.State, Keys.GetGrainId(), stored, Cancelled);
        Assert.True(stored.RecordExists);
        Assert.DoesNotContain("the-key-of", Encoding.Latin1.GetString(stored.State!.Record), StringComparison.Ordinal);

        // Under the next master key, as every record, and by itself when it is next read.
        var version = cluster.Keys.Add();
        await Keys.Rekey(version, Cancelled);
        Assert.Equal([version], (await Keys.KeyUse(Cancelled)).Keys);
        await cluster.End(Keys);
        version = cluster.Keys.Add();
        await cluster.ReadKeysAnew(Caller.ServiceRealm);
        Assert.Equal(ring.Keys, (await Keys.Known(Cancelled)).Keys);
        Assert.Equal([version], (await Keys.KeyUse(Cancelled)).Keys);
    }

    /// <summary>Until it would have been over by itself.</summary>
    [Fact]
    public async Task End_IsKept_AndForgottenInItsTime()
    {
        var (now, revision) = (cluster.Clock.GetUtcNow(), (await Keys.Known(Cancelled)).Revision);
        var (one, other) = (new EndedSession(Guid.NewGuid(), now.AddHours(1)), new EndedSession(Guid.NewGuid(), now.AddHours(8)));
        await Keys.End(one, Cancelled);
        await cluster.End(Keys);
        Assert.Equal([one], (await Keys.Known(Cancelled)).Ended);
        cluster.Clock.Advance(TimeSpan.FromHours(2));
        await Keys.End(other, Cancelled);
        Assert.Equal([other], (await Keys.Known(Cancelled)).Ended);
        // The keys are as they were.
        Assert.Equal(revision, (await Keys.Known(Cancelled)).Revision);
    }

    /// <summary>Nobody who destroys an old master key of all realms has to know of sessions.</summary>
    [Fact]
    public async Task Known_MasterKeyGone_IsNone_AndOthersAreMade()
    {
        var sealedUnder = cluster.Keys.Add();
        await cluster.ReadKeysAnew(Caller.ServiceRealm);
        Assert.True(await Keys.Add((await Keys.Known(Cancelled)).Revision, "<before/>", Cancelled));
        Assert.Equal([sealedUnder], (await Keys.KeyUse(Cancelled)).Keys);
        await cluster.End(Keys);
        cluster.Keys.Add();
        cluster.Keys.Exchange(sealedUnder, null).Dispose();
        await cluster.ReadKeysAnew(Caller.ServiceRealm);

        var lost = await Keys.Known(Cancelled);
        Assert.Empty(lost.Keys);
        Assert.True(await Keys.Add(lost.Revision, "<after/>", Cancelled));
        await cluster.End(Keys);
        Assert.Equal(["<after/>"], (await Keys.Known(Cancelled)).Keys);
    }

    [Fact]
    public async Task Add_Many_KeepsTheLast()
    {
        for (var i = 0; i <= SessionKeys.Most; i++)
            Assert.True(await Keys.Add((await Keys.Known(Cancelled)).Revision, $"<key number=\"{i}\"/>", Cancelled));
        var ring = await Keys.Known(Cancelled);
        Assert.Equal(SessionKeys.Most, ring.Keys.Count);
        Assert.Equal($"<key number=\"{SessionKeys.Most}\"/>", ring.Keys[^1]);
        Assert.Equal(ProblemCode.InvalidRequest, (await Assert.ThrowsAsync<MoteException>(() => Keys.Add(ring.Revision, new string('x', SessionKeys.Longest + 1), Cancelled))).Code);
    }
}
