using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Grains.Tests.Roster;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Tests.Stored;

/// <summary>Somebody writes to the store, or changes the keys: each way is refused by a name of its own, and can be mended.</summary>
public sealed class ProtectionTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_AnyByteOfTheRecordChanged_IsRefusedByName()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var whole = (await cluster.Stored(key)).Record;
        // Every byte, quicker, in the tests of sealed records.
        for (var at = 0; at < whole.Length; at += 11)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            await cluster.Put(key, new SealedState { Record = changed });
            var refusal = await Assert.ThrowsAsync<MoteException>(() => Verify(key));
            // The number of the key is read before the key that would tell that it was changed.
            Assert.Equal(at is >= 5 and < 9 ? ProblemCode.KeyMissing : ProblemCode.StateTampered, refusal.Code);
        }

        await cluster.Put(key, new SealedState { Record = whole });
        Assert.True((await Verify(key)).IsMatch);
    }

    [Fact]
    public async Task Verify_AnothersRecord_IsMisplaced()
    {
        var (ada, eve) = (NewKey(), NewKey());
        await cluster.Enrol(ada);
        await cluster.Enrol(eve, Faces.Stranger);
        var (adas, eves) = (await cluster.Stored(ada), await cluster.Stored(eve));
        await cluster.Put(ada, eves);
        await cluster.Put(eve, adas);
        await Refused(ProblemCode.StateMisplaced, ada);
        await Refused(ProblemCode.StateMisplaced, eve);

        await cluster.Put(ada, adas);
        Assert.True((await Verify(ada)).IsMatch);
    }

    [Fact]
    public async Task Verify_OldRecordPutBack_IsRolledBackAndCanBeErased()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var old = await cluster.Stored(key);
        await cluster.Enrol(key, isReenrolment: true);
        await cluster.Put(key, old);
        await Refused(ProblemCode.StateRolledBack, key);
        Assert.Equal(ProblemCode.StateRolledBack, (await Assert.ThrowsAsync<MoteException>(() => cluster.Enrol(key, isReenrolment: true))).Code);

        Assert.True(await cluster.Identity(key).Erase(Cancelled));
        Assert.Equal(1, (await cluster.Enrol(key)).Identity!.Version);
        Assert.True((await Verify(key)).IsMatch);
    }

    [Fact]
    public async Task Erase_RecordPutBack_IsRefusedAndItsKeyIsGone()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var record = await cluster.Stored(key);
        await cluster.Identity(key).Erase(Cancelled);
        Assert.Empty(await Shard(key).Lines(key.Subject, Cancelled));

        await cluster.Put(key, record);
        await Refused(ProblemCode.StateRolledBack, key);
        Assert.Equal(0, await cluster.Roster.Count(key.Realm, Cancelled));

        // Somebody of that name enrolled again does not make it the latest.
        await cluster.Identity(key).Erase(Cancelled);
        await cluster.Enrol(key);
        await cluster.Put(key, record);
        await Refused(ProblemCode.StateRolledBack, key);
    }

    [Fact]
    public async Task Verify_OldRosterPutBack_IsRolledBack()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var head = ManifestStore.HeadOf(StoredManifest.ShardOf(key)).Name;
        var row = await cluster.Manifest.RowName(key);
        await Settled(key);
        var (oldHead, oldRow) = (await cluster.Manifest.Get(head), await cluster.Manifest.Get(row));
        await cluster.Enrol(key, isReenrolment: true);
        await Settled(key);
        await cluster.Manifest.Put(head, oldHead);
        await cluster.Manifest.Put(row, oldRow);
        await GrainCluster.Deactivate(Shard(key));
        await cluster.Deactivate(key);
        var refusal = await Assert.ThrowsAsync<MoteException>(() => Verify(key));
        Assert.Equal(ProblemCode.StateRolledBack, refusal.Code);
        Assert.Contains("manifest knows", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_RosterChanged_IsTampered()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var head = ManifestStore.HeadOf(StoredManifest.ShardOf(key)).Name;
        var stored = (await cluster.Manifest.Get(head))!;
        stored.Record[^1] ^= 1;
        await cluster.Manifest.Put(head, stored);
        await GrainCluster.Deactivate(Shard(key));
        Assert.Equal(ProblemCode.StateTampered, (await Assert.ThrowsAsync<MoteException>(() => cluster.Roster.Count(key.Realm, Cancelled))).Code);
    }

    [Fact]
    public async Task Verify_KeyMissingOrAnother_IsRefusedByNameUntilItIsMended()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        // What is still written behind the answer takes its key from memory, too, and would keep there what was exchanged.
        await Settled(key);
        using var other = MasterKey.Generate(1);
        var right = cluster.Keys.Exchange(1, other);
        await cluster.ReadKeysAnew(key.Realm);
        await cluster.Deactivate(key);
        await Refused(ProblemCode.KeyWrong, key);
        // The refused activation has ended: asked before, it would answer as it did.
        await cluster.End(cluster.Identity(key));

        cluster.Keys.Exchange(1, right);
        var later = cluster.Keys.Add();
        cluster.Keys.Exchange(1, null);
        await cluster.ReadKeysAnew(key.Realm);
        await Refused(ProblemCode.KeyMissing, key);
        await cluster.End(cluster.Identity(key));

        cluster.Keys.Put(right);
        cluster.Keys.Destroy(later);
        Assert.True((await Verify(key)).IsMatch);
    }

    [Fact]
    public async Task Store_HoldsNothingThatCanBeRead()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var identity = (await cluster.Identity(key).Describe(Cancelled))!;
        await Settled(key);
        foreach (var record in new[] { await cluster.Stored(key), (await cluster.Manifest.Get(ManifestStore.HeadOf(StoredManifest.ShardOf(key)).Name))!, (await cluster.Manifest.Get(await cluster.Manifest.RowName(key)))! })
        {
            Assert.Equal(-1, record.Record.AsSpan().IndexOf(Convert.FromHexString(identity.EmbedderHash)));
            Assert.InRange(Entropy(record.Record.AsSpan(128)), record.Record.Length < 1000 ? 6.5 : 7.5, 8);
        }
    }

    /// <summary>The write arrived and was not settled: the new record answers, and then it alone.</summary>
    [Fact]
    public async Task Reenrol_NotSettled_TheNewRecordAnswersAndTheOldOneIsRefused()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var old = await cluster.Stored(key);
        var (arrived, release) = cluster.Storage.Hold("identity");
        var request = new EnrolmentRequest(Guid.NewGuid(), true, [Faces.Read(Faces.Person)], new EnrolmentOptions("single-unit"));
        await cluster.Identity(key).Start(request, Cancelled);
        await arrived.WaitAsync(Cancelled);
        cluster.Storage.Set("manifest-row", Fault.Before);
        release.SetResult();
        Assert.Equal(EnrolmentState.Succeeded, (await cluster.Identity(key).Await(request.Operation, TimeSpan.FromSeconds(60), Cancelled))!.State);
        await GrainCluster.Deactivate(Shard(key));
        Assert.Equal(2, (await Shard(key).Lines(key.Subject, Cancelled)).Length);

        cluster.Storage.Set("manifest-row", Fault.None);
        await cluster.Deactivate(key);
        Assert.Equal(2, (await Verify(key)).TemplateVersion);
        while ((await Shard(key).Lines(key.Subject, Cancelled)).Length > 1)
            await Task.Yield();
        await cluster.Put(key, old);
        await Refused(ProblemCode.StateRolledBack, key);
    }

    /// <summary>The write never arrived: the old record answers on, and a later one is taken as ever.</summary>
    [Fact]
    public async Task Reenrol_NotStored_TheOldRecordAnswersOn()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        cluster.Storage.Set("identity", Fault.Before);
        await cluster.Enrol(key, isReenrolment: true);
        cluster.Storage.Set("identity", Fault.None);
        Assert.Equal(1, (await Verify(key)).TemplateVersion);
        Assert.Equal(2, (await cluster.Enrol(key, isReenrolment: true)).Identity!.Version);
        await cluster.Deactivate(key);
        Assert.Equal(2, (await Verify(key)).TemplateVersion);
        Assert.Single(await Shard(key).Lines(key.Subject, Cancelled));
    }

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "ada");

    private static double Entropy(ReadOnlySpan<byte> bytes)
    {
        var count = bytes.Length;
        return bytes.ToArray().CountBy(value => value).Sum(value => -(double)value.Value / count * Math.Log2((double)value.Value / count));
    }

    private IRosterGrain Shard(IdentityKey key) => cluster.Grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key));

    /// <summary>Waits until the row says what the head announced.</summary>
    private async Task Settled(IdentityKey key)
    {
        var last = (await Shard(key).Lines(key.Subject, Cancelled))[^1];
        while ((await cluster.Manifest.Row(key)).Value?.Line?.Revision != last.Revision)
            await Task.Yield();
    }

    private Task<VerificationResult> Verify(IdentityKey key) => cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled);

    private async Task Refused(string code, IdentityKey key) => Assert.Equal(code, (await Assert.ThrowsAsync<MoteException>(() => Verify(key))).Code);
}
