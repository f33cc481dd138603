using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Drops what is old enough of a chain: whole segments, and what slots still hold of them.</summary>
internal sealed class ChainRetention(AuditStore store, IAuditRealmGrain head, string realm, TimeProvider time, TimeSpan kept)
{
    // The oldest that is kept is looked at with every segment that is begun, and does not change.
    private (long Number, ChainedEvent Last)? _oldest;

    /// <summary>Drops segments before the current one whose last entry is too old. The head says so first, so that what it says is there is there.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="current">The segment that is written.</param>
    /// <param name="slots">The slots.</param>
    /// <returns>The chain without them.</returns>
    public async Task<AuditChain> Retire(AuditChain chain, long current, BatchSlots slots)
    {
        var places = ChainPlaces.Of(realm, chain);
        var oldest = time.GetUtcNow() - kept;
        var tail = chain.Sealed;
        for (var number = chain.FirstSegment; number < current; number++)
        {
            // What cannot be read is as old as what was written after it.
            if (await LastOf(places, number) is not { } last)
                continue;
            if (last.Time > oldest)
                break;
            tail = tail with { Dropped = AuditSegment.FirstOf(number + 1) - 1, StartHash = last.Hash };
        }

        var first = tail.Dropped / AuditSegment.Capacity;
        if (chain.Swept == first)
            return chain;
        chain = chain with { Sealed = tail.Last < tail.Dropped ? tail with { Last = tail.Dropped, Hash = tail.StartHash } : tail };
        await head.Anchor(chain, CancellationToken.None);
        for (var number = chain.Swept; number < first; number++)
            await store.Drop(places.Segment(number));
        foreach (var slot in slots.Readable.Where(slot => slot.Value!.Last <= tail.Dropped).ToArray())
            await store.Drop(slot);
        foreach (var damage in chain.Damages.Where(damage => damage.Segment < first))
        {
            for (var slot = 0; slot < AuditBatch.MostSlots; slot++)
                await store.Drop(places.Slot(damage.SlotSet, slot));
        }

        chain = chain with { Swept = first, Damages = [.. chain.Damages.Where(damage => damage.Segment >= first)] };
        await head.Anchor(chain, CancellationToken.None);
        return chain;
    }

    private async Task<ChainedEvent?> LastOf(ChainPlaces places, long number)
    {
        if (_oldest is { } known && known.Number == number)
            return known.Last;
        try
        {
            var last = (await store.Read(places.Segment(number), CancellationToken.None)).Value?.Entries.LastOrDefault();
            if (last is not null)
                _oldest = (number, last);
            return last;
        }
        catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
        {
            return null;
        }
    }
}
