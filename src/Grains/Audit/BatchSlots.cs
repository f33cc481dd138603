using Mote.Grains.Contracts.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>The slots of one set as the store has them, the first before the next.</summary>
/// <param name="found">What is in each; a refusal where it does not open.</param>
internal sealed class BatchSlots(List<(StoredState<AuditBatch> Record, MoteException? Refusal)> found)
{
    // Read side by side. Slots come into use one after another, so behind as many empty ones there is none.
    private const int Window = 16;

    /// <summary>How many there are.</summary>
    public int Count => found.Count;

    /// <summary>Those that open, by the master key they are sealed under.</summary>
    public IEnumerable<(int Version, int Records)> KeyUse() =>
        found.Where(slot => slot.Record.Value is not null).CountBy(slot => slot.Record.MasterKeyVersion).Select(version => (version.Key, version.Value));

    /// <summary>Those that open.</summary>
    public IEnumerable<StoredState<AuditBatch>> Readable => found.Select(slot => slot.Record).Where(record => record.Value is not null);

    /// <summary>The newest entry of a segment that lies in them, whatever is wrong before it; null for none.</summary>
    public ChainedEvent? NewestOf(long segment, long last) => Readable.Select(slot => slot.Value!)
        .Where(batch => batch.Last > last && AuditSegment.NumberOf(batch.Last) == segment).MaxBy(batch => batch.Last)?.Entries[^1];

    /// <summary>Reads a set of slots.</summary>
    /// <exception cref="MoteException">The store or the keys cannot be reached.</exception>
    public static async Task<BatchSlots> Read(AuditStore store, ChainPlaces places, int set, CancellationToken cancellationToken)
    {
        List<(StoredState<AuditBatch> Record, MoteException? Refusal)> found = [];
        for (var first = 0; first < AuditBatch.MostSlots; first += Window)
        {
            var window = await Task.WhenAll(Enumerable.Range(first, Window).Select(Slot));
            found.AddRange(window);
            if (Array.TrueForAll(window, slot => slot is { Refusal: null, Record.Value: null }))
                break;
        }

        var last = found.FindLastIndex(slot => slot.Refusal is not null || slot.Record.Value is not null);
        return new BatchSlots(found[..(last + 1)]);

        async Task<(StoredState<AuditBatch> Record, MoteException? Refusal)> Slot(int number)
        {
            var place = places.Slot(set, number);
            try
            {
                return (await store.Read(place, cancellationToken), null);
            }
            catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
            {
                await store.Find(place);
                return (place, damage);
            }
        }
    }

    /// <summary>The record to write a slot's next batch to, or null where none was ever written.</summary>
    public StoredState<AuditBatch>? At(int slot) => slot < found.Count ? found[slot].Record : null;

    /// <summary>Keeps what was written to a slot.</summary>
    public void Keep(int slot, StoredState<AuditBatch> written)
    {
        if (slot < found.Count)
            found[slot] = (written, null);
        else
            found.Add((written, null));
    }

    /// <summary>What lies in them behind a sealed entry: entries in a row, how many slots they fill, and what is wrong behind them.</summary>
    /// <param name="last">The last entry that is sealed.</param>
    /// <param name="hash">Its hash.</param>
    public (List<ChainedEvent> Entries, int Used, ChainFault? Fault) Behind(long last, byte[] hash)
    {
        List<ChainedEvent> entries = [];
        var (used, hasEnded) = (0, false);
        var (end, previous) = (last, hash);
        for (var slot = 0; slot < found.Count; slot++)
        {
            if (found[slot].Refusal is { } refusal)
                return (entries, used, new ChainFault(end + 1, refusal.Message));
            // Sealed long since, and not used again yet; or never used.
            if (found[slot].Record.Value is not { } batch || batch.Last <= last)
            {
                hasEnded = true;
                continue;
            }

            if (hasEnded || batch.First != end + 1 || AuditSegment.NumberOf(batch.Last) != AuditSegment.NumberOf(last + 1))
                return (entries, used, new ChainFault(end + 1, $"There are entries from {batch.First} on, and none between {end} and them: what was between is gone, or what was before was put back."));
            foreach (var entry in batch.Entries)
            {
                if (entry.Sequence != end + 1 || !entry.Follows(previous))
                    return (entries, used, new ChainFault(end + 1, $"Entry {end + 1} does not follow the one before."));
                entries.Add(entry);
                (end, previous) = (entry.Sequence, entry.Hash);
            }

            used++;
        }

        return (entries, used, null);
    }
}
