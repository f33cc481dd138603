using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Tests.Audit;

/// <summary>What lies in the store: changed, exchanged, missing, put back, old enough to go, under another key.</summary>
public sealed partial class AuditTrailTests
{
    [Fact]
    public async Task Segment_ByteChanged_IsRefusedByName()
    {
        var realm = await Filled(AuditSegment.Capacity + 3);
        var whole = await Stored(Segment(realm, 0));
        await Put(Segment(realm, 0), Changed(whole));
        await Broken(realm, 1, "Segment 0");
        Assert.Equal(ProblemCode.StateTampered, (await Assert.ThrowsAsync<MoteException>(() => Read(realm))).Code);
        await Put(Segment(realm, 0), whole);
        await Whole(realm, null);
    }

    [Fact]
    public async Task Batch_ByteChanged_IsRefusedByNameAndTheTrailGoesOnBehindItUntilItIsRestored()
    {
        var realm = await Filled(1, 1, 1);
        var whole = await Stored(Slot(realm, 1));
        await Put(Slot(realm, 1), Changed(whole));
        await Broken(realm, 2, "Batch 0.1");
        await Deactivate(realm);
        await Broken(realm, 2, "Batch 0.1");
        await Append(realm, 2);
        await Broken(realm, 2, "Batch 0.1");
        var entries = (await cluster.Trail.Read(realm, Everything, null, 4, Cancelled)).Entries;
        Assert.Equal([AuditKind.AuditRead, AuditKind.Enrolled, AuditKind.Enrolled, AuditKind.Interrupted], entries.Select(entry => entry.Kind));
        Assert.Equal((ProblemCode.AuditBroken, AuditSegment.FirstOf(1)), (entries[3].Code, entries[3].Sequence));
        Assert.Equal(GrainCluster.MostWaiting, entries[3].MostMissing);

        // What lay behind the damage was kept, and the chain went on from it.
        await Put(Slot(realm, 1), whole);
        await Whole(realm, null);
        Assert.Equal(5, (await Read(realm, Everything with { Kind = AuditKind.Enrolled })).Length);
    }

    [Fact]
    public async Task Segment_LastDamagedWhileBatchesFollow_RestoredTheChainIsWhole()
    {
        var realm = await Filled(2);
        await Rotate(realm);
        await Append(realm, 3);
        var whole = await Stored(Segment(realm, 0));
        await Put(Segment(realm, 0), Changed(whole));
        await Deactivate(realm);
        await Append(realm, 2);
        await Broken(realm, 1, "Segment 0");
        await Put(Segment(realm, 0), whole);
        await Whole(realm, null);
        Assert.Equal(2 + 3 + 2, (await Read(realm, Everything with { Kind = AuditKind.Enrolled })).Length);
    }

    [Fact]
    public async Task Batch_LastDeletedOrPutBack_IsFoundWhileItRunsAndAfterItWasClosed()
    {
        var realm = await Filled(1, 1, 1);
        var last = await Stored(Slot(realm, 2));
        await Drop(Slot(realm, 2));
        await Broken(realm, 3, "its writer knows of 3");
        await Deactivate(realm);
        await Broken(realm, 3, "it was closed at 3");
        await Put(Slot(realm, 2), last);
        await Whole(realm, 3);
        await Put(Slot(realm, 2), await Stored(Slot(realm, 1)));
        Assert.False((await Check(realm)).IsWhole);
    }

    [Fact]
    public async Task Batch_DeletedBetween_IsAGap()
    {
        var realm = await Filled(1, 1, 1);
        await Drop(Slot(realm, 1));
        await Broken(realm, 2, "There are entries from 3 on");
    }

    [Fact]
    public async Task Batch_OfAnotherPutThere_IsMisplaced()
    {
        var (realm, other) = (await Filled(1, 1), await Filled(1, 1));
        await Put(Slot(realm, 1), await Stored(Slot(other, 1)));
        Assert.Equal(2, (await Check(realm)).BrokenAt);
    }

    [Fact]
    public async Task Segment_Missing_IsNamed()
    {
        var realm = await Filled(AuditSegment.Capacity, 3);
        await Drop(Segment(realm, 0));
        await Broken(realm, 1, "Segment 0 is missing.");
        Assert.Equal(ProblemCode.AuditBroken, (await Assert.ThrowsAsync<MoteException>(() => Read(realm))).Code);
    }

    [Fact]
    public async Task Head_Missing_IsNoNewChain()
    {
        var realm = await Filled(3);
        await Drop(AuditStore.HeadOf(realm));
        await Broken(realm, 4, "The head is not the last that was written.");
        await Deactivate(realm);
        await Broken(realm, 1, "The head of the audit trail is missing");
        Assert.Equal(ProblemCode.AuditUnavailable, (await Assert.ThrowsAsync<MoteException>(() => Append(realm, 1))).Code);
    }

    [Fact]
    public async Task Head_PutBackWithItsSegments_IsFound()
    {
        var realm = await Filled(AuditSegment.Capacity, 2);
        var (head, batches) = (await Stored(AuditStore.HeadOf(realm)), new[] { await Stored(Slot(realm, 0)) });
        await Append(realm, 2 * AuditSegment.Capacity);
        await Put(AuditStore.HeadOf(realm), head);
        Assert.False((await Check(realm)).IsWhole);
        await Deactivate(realm);
        Assert.False((await Check(realm)).IsWhole);
        // Even where the segments that came after are gone.
        await Drop(Segment(realm, 1));
        await Drop(Segment(realm, 2));
        Assert.False((await Check(realm)).IsWhole);
        await Put(Slot(realm, 0), batches[0]);
        Assert.False((await Check(realm)).IsWhole);
    }

    [Fact]
    public async Task Trail_AllGone_IsFoundWhileItRunsAndWherePeopleAreEnrolled()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await Drop(AuditStore.HeadOf(key.Realm));
        await Drop(Slot(key.Realm, 0));
        Assert.False((await Check(key.Realm)).IsWhole);
        await Deactivate(key.Realm);
        await Drop(new ChainPlaces(key.Realm, null).Close());
        Assert.Contains("all of the trail is gone", (await Check(key.Realm)).Reason, StringComparison.Ordinal);
        Assert.True((await Check(NewRealm())).IsWhole);
    }

    [Fact]
    public async Task Note_OfAHead_IsProvedOrSaysWhatIsMissing()
    {
        var realm = await Filled(2);
        var note = (await Check(realm)).Chains![0].Note!;
        await Append(realm, AuditSegment.Capacity);
        var (_, sequence, hash) = AuditNote.Parse(note)!;
        await Noted(AuditNoteState.Held, note);
        await Noted(AuditNoteState.Held, new AuditNote(null, sequence, hash).ToString());
        await Noted(AuditNoteState.Another, new AuditNote(WriterName, sequence - 1, hash).ToString());
        await Noted(AuditNoteState.Missing, new AuditNote(WriterName, 10_000, hash).ToString());
        await Noted(AuditNoteState.Missing, new AuditNote("another", sequence, hash).ToString());
        cluster.Clock.Advance(TimeSpan.FromDays(366));
        await Append(realm, AuditSegment.Capacity);
        var check = await Noted(AuditNoteState.Dropped, note);
        Assert.True(check.IsWhole, check.Reason);

        async Task<AuditCheck> Noted(AuditNoteState expected, string text)
        {
            var answer = await cluster.Trail.Check(realm, [AuditNote.Parse(text)!], Cancelled);
            Assert.Equal((text, expected), (answer.Notes![0].Note, answer.Notes[0].State));
            Assert.Equal(expected is AuditNoteState.Held or AuditNoteState.Dropped, answer.IsWhole);
            return answer;
        }
    }

    [Theory]
    [InlineData(AuditStore.SegmentState, Fault.Before)]
    [InlineData(AuditStore.SegmentState, Fault.After)]
    [InlineData(AuditStore.HeadState, Fault.Before)]
    [InlineData(AuditStore.HeadState, Fault.After)]
    [InlineData(AuditStore.BatchState, Fault.After)]
    public async Task Append_SealingFails_NothingIsLostOrTwice(string stateName, Fault fault)
    {
        var realm = await Filled(AuditSegment.Capacity - 3);
        await With(stateName, fault, async () =>
        {
            for (var i = 0; i < 6; i++)
                await Trail(realm).Append(Decision, Cancelled);
            await Until(() => Task.FromResult(cluster.Storage.HasFailed(stateName)));
        });
        await Until(async () => (await Read(realm, Everything with { Kind = AuditKind.Verified })).Length == 6);
        await Whole(realm, null);
        Assert.DoesNotContain(await Read(realm), entry => entry.Kind == AuditKind.Interrupted);
    }

    [Fact]
    public async Task Retention_OldSegments_AreDroppedWholeAndTheChainGoesOn()
    {
        var realm = await Filled(AuditSegment.Capacity - 1, 1);
        cluster.Clock.Advance(TimeSpan.FromDays(366));
        await Append(realm, AuditSegment.Capacity + 3);
        var check = await Check(realm);
        Assert.True(check.IsWhole, check.Reason);
        Assert.Equal((AuditSegment.Capacity + 1, 2 * AuditSegment.Capacity + 3), (check.First, check.Last));
        Assert.False((await Found(Segment(realm, 0))).RecordExists);
        await Deactivate(realm);
        await Append(realm, 1);
        Assert.True((await Check(realm)).IsWhole);
    }

    [Fact]
    public async Task Rotation_OldKeyDestroyed_TheTrailIsWhole()
    {
        // More than are sealed anew in one call.
        const int Segments = 34;
        var realm = await Filled((Segments - 1) * AuditSegment.Capacity, 3);
        var before = (await cluster.OwnUses(realm)).Single(use => use.Records > 0);
        Assert.InRange(before.Records, Segments + 1, Segments + AuditBatch.MostSlots);
        await Rotate(realm);
        var uses = await cluster.OwnUses(realm);
        Assert.Equal((0, Segments + 1), (uses.Single(use => use.Version == before.Version).Records, uses.Single(use => use.IsCurrent).Records));

        var old = cluster.Keys.Exchange(before.Version, null);
        try
        {
            await cluster.ReadKeysAnew(realm);
            await Deactivate(realm);
            await Append(realm, 1);
            await Whole(realm, null);
        }
        finally
        {
            cluster.Keys.Put(old);
        }

        Assert.Equal(AuditKind.KeysRotated, (await Read(realm))[2].Kind);
    }

    private static SealedState Changed(SealedState whole)
    {
        byte[] changed = [.. whole.Record];
        changed[^1] ^= 1;
        return new SealedState { Record = changed, WrappedKey = whole.WrappedKey };
    }

    private async Task Broken(string realm, long at, string reason)
    {
        var check = await Check(realm);
        Assert.Equal((false, at), (check.IsWhole, check.BrokenAt));
        Assert.Contains(reason, check.Reason, StringComparison.Ordinal);
    }

    private async Task Rotate(string realm)
    {
        var rotation = cluster.Grains.GetGrain<IKeyRotationGrain>(realm);
        cluster.Keys.Add();
        await rotation.Start(Cancelled);
        KeyRotationStatus status;
        do
            status = (await rotation.Status(TimeSpan.FromSeconds(1), Cancelled))!;
        while (status.State == KeyRotationState.Running);
        Assert.Equal(KeyRotationState.Complete, status.State);
    }
}
