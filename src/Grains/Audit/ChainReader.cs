using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Goes through a chain from the newest entry to the oldest, a segment at a time.</summary>
/// <param name="store">The records.</param>
/// <param name="realm">The realm.</param>
/// <param name="writer">Whose chain it is.</param>
/// <param name="written">The chain.</param>
internal sealed class ChainReader(AuditStore store, string realm, string writer, WrittenChain written)
{
    // Clocks are put back, and those of two writers differ.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(10);

    private readonly ChainPlaces _places = ChainPlaces.Of(realm, written.Chain);
    private ChainedEvent[] _block = written.Open;
    private byte[]? _follower;

    /// <summary>Whose chain it is.</summary>
    public string Writer => writer;

    /// <summary>The newest entry that was not taken yet, unless its number was left out.</summary>
    public long Position { get; private set; } = written.Tail.Last;

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => Position <= written.Chain.Sealed.Dropped;

    /// <summary>Whether the next entry is still to be read from the store.</summary>
    public bool NeedsReading => !IsAtEnd && Newest is null;

    /// <summary>Segments that were read.</summary>
    public int Reads { get; private set; }

    private ChainedEvent? Newest => Array.FindLast(_block, entry => entry.Sequence <= Position);

    /// <summary>Goes on behind an entry.</summary>
    public void GoBehind(long entry) => Position = Math.Min(Position, entry - 1);

    /// <summary>The newest entry that was not taken yet; null where nothing is left.</summary>
    /// <exception cref="MoteException">A segment is missing, or was damaged.</exception>
    public async Task<ChainedEvent?> Peek(CancellationToken cancellationToken)
    {
        while (NeedsReading)
            await Read(Number(), cancellationToken);
        return IsAtEnd ? null : Newest;
    }

    /// <summary>Takes what was peeked at.</summary>
    public void Take() => Position = Newest!.Sequence - 1;

    /// <summary>Whether the entry of a change is among those not taken yet: no two changes lead a shard of the manifest to one state. Takes them.</summary>
    /// <param name="change">The entry, with the state of the manifest and when it happened.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The chain cannot be read as far as that.</exception>
    public async Task<bool> Holds(AuditEvent change, CancellationToken cancellationToken)
    {
        var since = change.HappenedAt - ClockMargin;
        // Entries that came late stand among newer ones: a few older ones are no end.
        for (var older = 0; older < AuditSegment.Capacity && await Peek(cancellationToken) is { } entry; older = entry.Time < since ? older + 1 : 0)
        {
            if (change.Manifest!.IsThat(entry.Event.Manifest))
                return true;
            Take();
        }

        return false;
    }

    // The segment of the position, or the one before the numbers that were left out.
    private long Number()
    {
        var number = AuditSegment.NumberOf(Math.Min(Position, SealedEnd));
        return written.Chain.Damages.LastOrDefault(damage => damage.Segment < number && number < damage.Next)?.Segment ?? number;
    }

    private long SealedEnd => Math.Max(
        written.Chain.Sealed.Last, written.Chain.Damages is [.., var last] ? AuditSegment.FirstOf(last.Segment + 1) - 1 : 0);

    private async Task Read(long number, CancellationToken cancellationToken)
    {
        Reads++;
        var segment = (await store.Read(_places.Segment(number), cancellationToken)).Value;
        var entries = segment?.Entries ?? [];
        if (entries.Length < AuditSegment.Capacity && written.Chain.DamageOf(number) is { } damage)
        {
            var last = entries is [.., var newest] ? newest.Sequence : AuditSegment.FirstOf(number) - 1;
            var slots = await BatchSlots.Read(store, _places, damage.SlotSet, cancellationToken);
            entries = [.. entries, .. slots.Readable.Select(slot => slot.Value!).Where(batch => batch.First > last && AuditSegment.NumberOf(batch.First) == number).SelectMany(batch => batch.Entries)];
        }

        var expected = number == AuditSegment.NumberOf(written.Chain.Sealed.Last) && written.Chain.DamageOf(number) is null ? written.Chain.Sealed.Hash : _follower;
        var hash = entries.LastOrDefault(entry => entry.Sequence <= SealedEnd)?.Hash ?? segment?.PreviousHash;
        if (hash is null || (expected is not null && !hash.AsSpan().SequenceEqual(expected)))
            throw new MoteException(ProblemCode.AuditBroken, $"Segment {number} of the audit trail is missing, or not the last that was written: 'mote audit check' says more.");
        (_block, _follower) = (entries, segment?.PreviousHash);
        // Whatever of its numbers is not there was left out.
        if (Newest is null)
            Position = AuditSegment.FirstOf(number) - 1;
    }
}
