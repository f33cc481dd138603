using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Keys;
using Mote.Grains.Audit;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Tests.Audit;

/// <summary>What lies in the store: changed, exchanged, missing, old enough to go, under another key.</summary>
public sealed partial class AuditTrailTests
{
    [Fact]
    public async Task Segment_ByteChanged_IsRefusedByNameAndTheTrailGoesOnBehindIt()
    {
        var realm = await Filled(AuditSegment.Capacity + 3);
        foreach (var number in new[] { 0, 1 })
        {
            var whole = await Stored(realm, number);
            byte[] changed = [.. whole.Record];
            changed[^1] ^= 1;
            await Put(realm, number, new SealedState { Record = changed, WrappedKey = whole.WrappedKey });
            var check = await cluster.Trail.Check(realm, Cancelled);
            Assert.Equal((false, AuditSegment.FirstOf(number)), (check.IsWhole, check.BrokenAt));
            Assert.Contains($"Segment {number}", check.Reason, StringComparison.Ordinal);
            Assert.Equal(ProblemCode.StateTampered, (await Assert.ThrowsAsync<MoteException>(() => Read(realm))).Code);
            await Put(realm, number, whole);
            await Whole(realm, null);
        }

        var last = await Stored(realm, 1);
        last.Record[^1] ^= 1;
        await Put(realm, 1, last);
        await Deactivate(realm);
        await Append(realm, 2);
        var broken = await cluster.Trail.Check(realm, Cancelled);
        Assert.Equal((false, AuditSegment.FirstOf(1), AuditSegment.FirstOf(2) + 1), (broken.IsWhole, broken.BrokenAt, broken.Last));
        Assert.Equal(2, (await cluster.Trail.Read(realm, Everything, null, 2, Cancelled)).Entries.Count);
    }

    [Fact]
    public async Task Segment_OldOnePutBack_IsBroken()
    {
        var realm = await Filled(3);
        var old = await Stored(realm, 0);
        await Append(realm, 3);
        await Put(realm, 0, old);
        var check = await cluster.Trail.Check(realm, Cancelled);
        Assert.Equal((false, 4L, 6L), (check.IsWhole, check.BrokenAt, check.Last));
        Assert.Equal(ProblemCode.AuditBroken, (await Assert.ThrowsAsync<MoteException>(() => Read(realm))).Code);
    }

    [Fact]
    public async Task Segment_AnothersPutThere_IsMisplaced()
    {
        var (realm, other) = (await Filled(3), await Filled(3));
        await Put(realm, 0, await Stored(other, 0));
        Assert.Equal(1, (await cluster.Trail.Check(realm, Cancelled)).BrokenAt);
        Assert.Equal(ProblemCode.StateMisplaced, (await Assert.ThrowsAsync<MoteException>(() => Read(realm))).Code);
    }

    [Fact]
    public async Task Segment_Missing_IsNamed()
    {
        var realm = await Filled(AuditSegment.Capacity + 3);
        await Drop(AuditStore.SegmentOf(realm, 0));
        var check = await cluster.Trail.Check(realm, Cancelled);
        Assert.Equal((false, 1L, "Segment 0 is missing."), (check.IsWhole, check.BrokenAt, check.Reason));
        Assert.Equal(ProblemCode.AuditBroken, (await Assert.ThrowsAsync<MoteException>(() => Read(realm))).Code);
    }

    [Fact]
    public async Task Head_Missing_IsNoNewChain()
    {
        var realm = await Filled(3);
        await Deactivate(realm);
        await Drop(AuditStore.HeadOf(realm));
        Assert.Equal(ProblemCode.AuditUnavailable, (await Assert.ThrowsAsync<MoteException>(() => Append(realm, 1))).Code);
    }

    [Fact]
    public async Task Retention_OldSegments_AreDroppedWholeAndTheChainGoesOn()
    {
        var realm = await Filled(AuditSegment.Capacity);
        cluster.Clock.Advance(TimeSpan.FromDays(366));
        await Append(realm, 3);
        var check = await cluster.Trail.Check(realm, Cancelled);
        Assert.Equal((true, AuditSegment.Capacity + 1, AuditSegment.Capacity + 3), (check.IsWhole, check.First, check.Last));
        Assert.Equal(3, (await Read(realm, Everything with { Kind = AuditKind.Enrolled })).Length);
        Assert.False((await Found(AuditStore.SegmentOf(realm, 0))).RecordExists);
        await Deactivate(realm);
        await Append(realm, 1);
        Assert.True((await cluster.Trail.Check(realm, Cancelled)).IsWhole);
    }

    [Fact]
    public async Task Retention_DamagedSegment_GoesWithTheOneAfterIt()
    {
        var realm = await Filled(2 * AuditSegment.Capacity);
        var damaged = await Stored(realm, 0);
        damaged.Record[^1] ^= 1;
        await Put(realm, 0, damaged);
        Assert.False((await cluster.Trail.Check(realm, Cancelled)).IsWhole);
        cluster.Clock.Advance(TimeSpan.FromDays(366));
        await Append(realm, 3);
        var check = await cluster.Trail.Check(realm, Cancelled);
        Assert.Equal((true, 2 * AuditSegment.Capacity + 1), (check.IsWhole, check.First));
    }

    [Fact]
    public async Task Rotation_OldKeyDestroyed_TheTrailIsWhole()
    {
        // More than are sealed anew in one call.
        const int Segments = 34;
        var realm = await Filled((Segments - 1) * AuditSegment.Capacity + 3);
        var rotation = cluster.Grains.GetGrain<IKeyRotationGrain>(realm);
        var before = (await cluster.OwnUses(realm)).Single(use => use.Records > 0);
        Assert.Equal(Segments + 1, before.Records);
        cluster.Keys.Add();
        await rotation.Start(Cancelled);
        KeyRotationStatus status;
        do
            status = (await rotation.Status(TimeSpan.FromSeconds(1), Cancelled))!;
        while (status.State == KeyRotationState.Running);
        Assert.Equal(KeyRotationState.Complete, status.State);
        var uses = await cluster.OwnUses(realm);
        Assert.Equal((0, Segments + 1), (uses.Single(use => use.Version == before.Version).Records, uses.Single(use => use.IsCurrent).Records));

        var old = cluster.Keys.Exchange(before.Version, null);
        try
        {
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
}
