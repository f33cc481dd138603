using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Tests.Roster;

/// <summary>Whoever may write to the store puts something back, or takes it away: a check names it.</summary>
public sealed class PutBackTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_Untouched_IsWholeAndCountsOn()
    {
        var key = await Enrolled();
        var first = await Check(key);
        await cluster.Enrol(key, isReenrolment: true);
        var second = await Check(key);
        Assert.True(first.IsWhole && second.IsWhole);
        Assert.True(second.Stamp.Counter > first.Stamp.Counter);
        Assert.NotEqual(first.Stamp.Hash, second.Stamp.Hash);
        Assert.Equal((1, StoredManifest.ShardOf(key).Shard), (second.Enrolled, second.Stamp.Shard));
    }

    [Fact]
    public async Task Check_RecordPutBackOrGone_NamesWhose()
    {
        var key = await Enrolled();
        var old = await cluster.Stored(key);
        await cluster.Enrol(key, isReenrolment: true);
        await cluster.Put(key, old);
        await Wrong(key, ProblemCode.StateRolledBack, key.Subject);

        var empty = await Enrolled();
        await cluster.Storage.Real.ClearStateAsync("identity", cluster.Identity(empty).GetGrainId(), await Found(empty));
        await Wrong(empty, ProblemCode.StateRolledBack, empty.Subject);
    }

    [Fact]
    public async Task Check_RowPutBackOrGoneOrChangedOrAnothers_NamesWhose()
    {
        var key = await Enrolled();
        var row = await cluster.Manifest.RowName(key);
        var old = await cluster.Manifest.Get(row);
        await cluster.Enrol(key, isReenrolment: true);
        await Forget(key);
        // What the head had announced is tidied away by the next change.
        await cluster.Shard(key).CountRefusal(ProblemCode.NoFace, Cancelled);
        var latest = (await cluster.Manifest.Get(row))!;

        await PutBack(key, row, old);
        await Wrong(key, ProblemCode.StateRolledBack, key.Subject);
        await PutBack(key, row, null);
        await Wrong(key, ProblemCode.StateRolledBack, key.Subject);
        byte[] changed = [.. latest.Record];
        changed[^1] ^= 1;
        await PutBack(key, row, new SealedState { Record = changed, WrappedKey = latest.WrappedKey });
        await Wrong(key, ProblemCode.StateTampered, key.Subject);
        var other = await Enrolled();
        await PutBack(key, row, await cluster.Manifest.Get(await cluster.Manifest.RowName(other)));
        await Wrong(key, ProblemCode.StateMisplaced, key.Subject);

        await PutBack(key, row, latest);
        Assert.True((await Check(key)).IsWhole);
    }

    /// <summary>Each is right for the other: only the sum of all rows tells.</summary>
    [Fact]
    public async Task Check_RowAndRecordPutBackTogether_DoNotAddUp()
    {
        var key = await Enrolled();
        var row = await cluster.Manifest.RowName(key);
        var (oldRow, oldRecord) = (await cluster.Manifest.Get(row), await cluster.Stored(key));
        await cluster.Enrol(key, isReenrolment: true);
        await Quiet(key);
        await PutBack(key, row, oldRow);
        await cluster.Put(key, oldRecord);
        var check = await Wrong(key, ProblemCode.StateRolledBack, null);
        Assert.Contains("add up", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ErasedPersonPutBack_IsNamedOrDoesNotAddUp()
    {
        var key = await Enrolled();
        var row = await cluster.Manifest.RowName(key);
        var names = ManifestStore.NamesOf(StoredManifest.ShardOf(key), 0).Name;
        var (oldRow, oldNames, oldRecord) = (await cluster.Manifest.Get(row), await cluster.Manifest.Get(names), await cluster.Stored(key));
        await cluster.Identity(key).Erase(Cancelled);
        await Quiet(key);

        await PutBack(key, names, oldNames);
        await Wrong(key, ProblemCode.StateRolledBack, key.Subject);
        await PutBack(key, row, oldRow);
        await cluster.Storage.Real.WriteStateAsync("identity", cluster.Identity(key).GetGrainId(), new GrainState<SealedState>(oldRecord));
        await Wrong(key, ProblemCode.StateRolledBack, null);
    }

    [Fact]
    public async Task Check_TombstoneTakenAway_DoesNotAddUp()
    {
        var key = await Enrolled();
        var row = await cluster.Manifest.RowName(key);
        await cluster.Identity(key).Erase(Cancelled);
        await Quiet(key);
        Assert.True((await Check(key)).IsWhole);
        await PutBack(key, row, null);
        await Wrong(key, ProblemCode.StateRolledBack, null);
    }

    /// <summary>A shard as a whole is right in itself: what the trail has noted of its counter tells.</summary>
    [Fact]
    public async Task Check_WholeShardPutBack_HasALowerCounterThanTheTrailKnows()
    {
        var key = await Enrolled();
        RecordName[] places = [ManifestStore.HeadOf(StoredManifest.ShardOf(key)).Name, await cluster.Manifest.RowName(key), ManifestStore.NamesOf(StoredManifest.ShardOf(key), 0).Name];
        var states = await Task.WhenAll(places.Select(cluster.Manifest.Get));
        var record = await cluster.Stored(key);
        await cluster.Identity(key).Erase(Cancelled);
        await Quiet(key);
        var noted = (await Check(key)).Noted;

        foreach (var (place, state) in places.Zip(states))
            await cluster.Manifest.Put(place, state);
        await cluster.Storage.Real.WriteStateAsync("identity", cluster.Identity(key).GetGrainId(), new GrainState<SealedState>(record));
        await Forget(key);
        var check = await Check(key);
        Assert.True(check.IsWhole, check.Reason);
        Assert.True(check.Stamp.Counter < noted);
    }

    [Fact]
    public async Task Check_HeadGone_IsNamed()
    {
        var key = await Enrolled();
        await PutBack(key, ManifestStore.HeadOf(StoredManifest.ShardOf(key)).Name, null);
        await Wrong(key, ProblemCode.StateRolledBack, null);
        Assert.Equal(ProblemCode.StateRolledBack, (await Assert.ThrowsAsync<MoteException>(() => cluster.Roster.Count(key.Realm, Cancelled))).Code);
    }

    [Fact]
    public async Task Noted_IsStoredWithTheNextChange()
    {
        var key = await Enrolled();
        var counter = (await Check(key)).Stamp.Counter;
        await cluster.Enrol(key, isReenrolment: true);
        await Forget(key);
        Assert.InRange((await Check(key)).Noted, counter, counter + 1);
    }

    private async Task<IdentityKey> Enrolled()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await cluster.Enrol(key);
        await Quiet(key);
        return key;
    }

    /// <summary>Everything of the last change is in the rows and lists, and the head announces nothing.</summary>
    private async Task Quiet(IdentityKey key)
    {
        await Forget(key);
        await cluster.Roster.Count(key.Realm, Cancelled);
        await Forget(key);
        await cluster.Shard(key).CountRefusal(ProblemCode.NoFace, Cancelled);
        while ((await cluster.Manifest.Head(StoredManifest.ShardOf(key)))!.Pending.Length > 0)
        {
            await cluster.Roster.Count(key.Realm, Cancelled);
            await cluster.Shard(key).CountRefusal(ProblemCode.NoFace, Cancelled);
        }
    }

    private async Task PutBack(IdentityKey key, RecordName place, SealedState? state)
    {
        await cluster.Manifest.Put(place, state);
        await Forget(key);
    }

    private async Task Forget(IdentityKey key)
    {
        await GrainCluster.Deactivate(cluster.Shard(key));
        await cluster.Deactivate(key);
    }

    private Task<ManifestCheck> Check(IdentityKey key) => cluster.Shard(key).Check(Cancelled);

    private async Task<ManifestCheck> Wrong(IdentityKey key, string code, string? subject)
    {
        var check = await Check(key);
        Assert.Equal((code, subject), (check.Code, check.Subject));
        return check;
    }

    private async Task<GrainState<SealedState>> Found(IdentityKey key)
    {
        var found = new GrainState<SealedState>(new SealedState());
        await cluster.Storage.Real.ReadStateAsync("identity", cluster.Identity(key).GetGrainId(), found);
        return found;
    }
}
