using Mote.Grains.Keys;

namespace Mote.Grains.Audit;

/// <summary>Seals a chain's records under another master key.</summary>
internal sealed class ChainRekeying(AuditStore store, MasterKeys keys, IAuditRealmGrain head, string realm)
{
    // Segments sealed anew a call, so that no call takes long.
    private const int AtOnce = 32;

    /// <summary>Seals some more of a chain's records anew; the journal reads them again afterwards.</summary>
    /// <returns>False while there are more.</returns>
    public async Task<bool> Run(ChainJournal journal, int version, CancellationToken cancellationToken)
    {
        await journal.Read(cancellationToken);
        if (journal.KeyUse().All(use => use.Version >= version))
            return true;

        await journal.Begin();
        using var master = await keys.Of(realm, version, cancellationToken);
        var chain = await journal.Clear();
        var places = ChainPlaces.Of(realm, chain);
        foreach (var damage in chain.Damages)
        {
            foreach (var slot in (await BatchSlots.Read(store, places, damage.SlotSet, cancellationToken)).Readable.Where(slot => slot.MasterKeyVersion < version).ToArray())
                await store.Write(slot, slot.Value!, master);
        }

        await journal.Reseal(master);
        var end = AuditSegment.NumberOf(chain.Sealed.Last) + 1;
        var outstanding = chain.Runs.Where(run => run.Version < version).Select(run => run.FirstSegment).DefaultIfEmpty(end).Min();
        var first = Math.Max(outstanding, chain.FirstSegment);
        var stop = Math.Min(end, first + AtOnce);
        for (var number = first; number < stop; number++)
        {
            var segment = await store.Read(places.Segment(number), cancellationToken);
            if (segment.Value is { } entries && segment.MasterKeyVersion < version)
                await store.Write(segment, entries, master);
        }

        KeyRun[] rest = stop < end ? [new KeyRun(stop, chain.Runs.Last(run => run.FirstSegment <= stop).Version), .. chain.Runs.Where(run => run.FirstSegment > stop)] : [];
        await head.Anchor(chain with { Runs = [new KeyRun(chain.FirstSegment, version), .. rest] }, cancellationToken);
        journal.Forget();
        return stop >= end;
    }
}
