using System.Globalization;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Finds the end of the chain in the store, whatever a stop in the middle has left there, and drops what is old enough.</summary>
internal sealed partial class AuditGrain
{
    private async Task<(AuditRecord<AuditHead> Head, AuditRecord<AuditSegment> Segment)> Load()
    {
        var head = await LoadHead();
        if (head.Value is null)
            head = await Begin(head);
        if (_segment is { } known)
            return (head, known);

        var tail = head.Value!.Tail;
        var number = tail.Last == tail.Dropped ? head.Value!.FirstSegment : AuditSegment.NumberOf(tail.Last);
        AuditRecord<AuditSegment> segment;
        try
        {
            segment = await Latest(head, number);
        }
        catch (MoteException damage) when (AuditStore.IsDamage(damage))
        {
            // It goes on behind the damage, from the hash that the head has, and every check names the damage.
            LogDamaged(Realm, number, damage);
            do
                await store.Find(segment = Next(++number, head.Value!.Tail.Hash));
            while (segment.Stored.RecordExists);
        }

        _segment = segment;
        if (_inDoubt is [.., var last] && segment.Value!.Entries.Any(entry => entry.Hash.AsSpan().SequenceEqual(last.Hash)))
            Acknowledge();
        _inDoubt = [];
        return (await Retire(head, NumberOf(segment)), segment);
    }

    private async Task<AuditRecord<AuditHead>> LoadHead() => _head ??= await store.Read(AuditStore.HeadOf(Realm), CancellationToken.None);

    /// <summary>The head of a new chain, stored before its first segment: a segment without a head has lost it.</summary>
    private async Task<AuditRecord<AuditHead>> Begin(AuditRecord<AuditHead> head)
    {
        var first = AuditStore.SegmentOf(Realm, 0);
        await store.Find(first);
        if (first.Stored.RecordExists)
            throw new MoteException(ProblemCode.AuditBroken, "The head of the audit trail is missing, and its first segment is not: restore it from a backup.");
        using var master = await keys.Current(Realm, CancellationToken.None);
        await store.Write(head, new AuditHead { Tail = Empty() }, master);
        return head;
    }

    /// <summary>The last segment, with the head brought up to what was written after it.</summary>
    private async Task<AuditRecord<AuditSegment>> Latest(AuditRecord<AuditHead> head, long number)
    {
        var segment = await Whole(number, head.Value!.Tail);
        await Adopt(head, segment);
        if (segment.Value!.Entries.Length < AuditSegment.Capacity)
            return segment;
        var next = await store.Read(AuditStore.SegmentOf(Realm, number + 1), CancellationToken.None);
        if (next.Value is null)
            return segment;
        await Adopt(head, next);
        return next;
    }

    /// <summary>The segment of the last entry that the head knows of, with that entry in it.</summary>
    private async Task<AuditRecord<AuditSegment>> Whole(long number, AuditTail tail)
    {
        var segment = await store.Read(AuditStore.SegmentOf(Realm, number), CancellationToken.None);
        if (segment.Value is null)
        {
            if (tail.Last != tail.Dropped)
                throw new MoteException(ProblemCode.AuditBroken, $"Segment {number} of the audit trail is missing: restore it from a backup.");
            segment.Value = new AuditSegment { PreviousHash = tail.Hash };
            return segment;
        }

        var at = tail.Last - AuditSegment.FirstOf(number);
        var known = tail.Last == tail.Dropped ? segment.Value.PreviousHash : at < segment.Value.Entries.Length ? segment.Value.Entries[at].Hash : [];
        return segment.Value.BrokenAt(number) is null && known.AsSpan().SequenceEqual(tail.Hash)
            ? segment
            : throw new MoteException(ProblemCode.AuditBroken, $"Segment {number} of the audit trail is not the last that was written: restore it from a backup.");
    }

    /// <summary>Takes up what a segment holds beyond the head: it was written, and the head was not.</summary>
    private async Task Adopt(AuditRecord<AuditHead> head, AuditRecord<AuditSegment> segment)
    {
        var (before, entries) = (head.Value!, segment.Value!.Entries);
        if (entries is not [.., var last] || last.Sequence <= before.Tail.Last)
            return;
        var number = NumberOf(segment);
        if (segment.Value.BrokenAt(number) is { } broken || (before.Tail.Last < AuditSegment.FirstOf(number) && !segment.Value.PreviousHash.AsSpan().SequenceEqual(before.Tail.Hash)))
            throw new MoteException(ProblemCode.AuditBroken, $"Segment {number} of the audit trail does not follow the one before: restore it from a backup.");
        using var master = await keys.Current(Realm, CancellationToken.None);
        await store.Write(head, before with { Tail = before.Tail with { Last = last.Sequence, Hash = last.Hash }, Runs = before.RunsWith(number, segment.MasterKeyVersion) }, master);
    }

    /// <summary>Drops segments before the current one whose last entry is too old. The head says so first, so that what it says is there is there.</summary>
    private async Task<AuditRecord<AuditHead>> Retire(AuditRecord<AuditHead> head, long current)
    {
        var (before, oldest) = (head.Value!, time.GetUtcNow() - TimeSpan.FromDays(options.Value.RetainDays));
        var tail = before.Tail;
        for (var number = before.FirstSegment; number < current; number++)
        {
            // What cannot be read is as old as what was written after it.
            if (await LastOf(number) is not { } last)
                continue;
            if (last.Time > oldest)
                break;
            tail = tail with { Dropped = AuditSegment.FirstOf(number + 1) - 1, StartHash = last.Hash };
        }

        var kept = tail.Dropped / AuditSegment.Capacity;
        if (before.Swept == kept)
            return head;
        using var master = await keys.Current(Realm, CancellationToken.None);
        await store.Write(head, before with { Tail = tail }, master);
        for (var number = before.Swept; number < kept; number++)
            await store.Drop(Realm, number);
        await store.Write(head, head.Value! with { Swept = kept }, master);
        LogRetired(Realm, tail.Dropped - before.Tail.Dropped);
        return head;
    }

    private async Task<ChainedEvent?> LastOf(long number)
    {
        try
        {
            return (await store.Read(AuditStore.SegmentOf(Realm, number), CancellationToken.None)).Value?.Entries.LastOrDefault();
        }
        catch (MoteException damage) when (AuditStore.IsDamage(damage))
        {
            return null;
        }
    }

    private static long NumberOf(AuditRecord<AuditSegment> segment) => long.Parse(segment.Name.Owner, CultureInfo.InvariantCulture);

    private AuditRecord<AuditSegment> Next(long number, byte[] previous)
    {
        var segment = AuditStore.SegmentOf(Realm, number);
        segment.Value = new AuditSegment { PreviousHash = previous };
        return segment;
    }

    private AuditTail Empty() => new(0, ChainedEvent.Genesis(Realm), 0, ChainedEvent.Genesis(Realm));

    // After a failure nobody knows what the store holds.
    private void Forget() => (_head, _segment) = (null, null);
}
