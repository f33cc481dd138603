using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Roster;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Recomputes one chain from the store, and holds it against what its writer knows.</summary>
internal sealed class ChainCheck(AuditStore store, IAuditWriterGrain writer, string realm, IReadOnlySet<long> noted)
{
    // A chain that is written meanwhile is read again until two readings agree.
    private const int MostReadings = 20;

    private readonly Dictionary<long, byte[]> _hashes = [];
    private readonly Dictionary<int, ManifestStamp> _stamps = [];
    private WrittenChain _written = null!;
    private byte[] _previous = [];
    private long _reached;

    /// <summary>The chain that was checked.</summary>
    public WrittenChain Written => _written;

    /// <summary>The hashes of entries that were noted elsewhere, as far as they were reached.</summary>
    public IReadOnlyDictionary<long, byte[]> Hashes => _hashes;

    /// <summary>The newest stamp of each shard of the manifest.</summary>
    public IReadOnlyDictionary<int, ManifestStamp> Stamps => _stamps;

    /// <summary>Goes through the whole chain.</summary>
    /// <returns>What is wrong; null where it is whole.</returns>
    /// <exception cref="MoteException">The store or the keys cannot be reached.</exception>
    public async Task<ChainFault?> Run(WrittenChain written, CancellationToken cancellationToken)
    {
        Start(written);
        ChainFault? before = null;
        for (var reading = 0; ; reading++)
        {
            var fault = await Segments(cancellationToken);
            var (previous, reached) = (_previous, _reached);
            fault ??= await End(cancellationToken);
            if (fault is null || fault == before || reading == MostReadings)
                return fault;
            (before, _previous, _reached) = (fault, previous, reached);
            var now = await writer.Written(cancellationToken);
            if (now is null)
                return fault;
            // What was dropped by age meanwhile is no more to be checked.
            if (now.Chain.Sealed.Dropped != _written.Chain.Sealed.Dropped)
                Start(now);
            _written = now;
        }
    }

    private void Start(WrittenChain written)
    {
        _written = written;
        (_previous, _reached) = (written.Chain.Sealed.StartHash, written.Chain.Sealed.Dropped);
    }

    private async Task<ChainFault?> Segments(CancellationToken cancellationToken)
    {
        var (chain, places) = (_written.Chain, ChainPlaces.Of(realm, _written.Chain));
        var end = Math.Max(chain.Sealed.Last > chain.Sealed.Dropped ? AuditSegment.NumberOf(chain.Sealed.Last) : -1, chain.Damages is [.., var newest] ? newest.Segment : -1);
        for (var number = AuditSegment.NumberOf(_reached + 1); number <= end; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Array.Exists(chain.Damages, damage => damage.Segment < number && number < damage.Next))
                continue;
            var first = AuditSegment.FirstOf(number);
            var damaged = chain.DamageOf(number);
            AuditSegment? segment;
            try
            {
                segment = (await store.Read(places.Segment(number), cancellationToken)).Value;
            }
            catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
            {
                return new ChainFault(first, damage.Message);
            }

            if (segment is null && damaged is null)
                return new ChainFault(first, $"Segment {number} is missing.");
            segment ??= new AuditSegment { PreviousHash = _previous };
            // Of a segment that was gone through before, as far as it was sealed then, there is more now.
            if (_reached < first && !segment.PreviousHash.AsSpan().SequenceEqual(_previous))
                return new ChainFault(_reached + 1, $"Segment {number} does not follow the one before: one of the two is not the last that was written.");
            if (segment.BrokenAt(number) is { } broken)
                return new ChainFault(broken, $"Entry {broken} does not follow the one before.");
            See(segment.Entries.Where(entry => damaged is not null || entry.Sequence <= chain.Sealed.Last));
            if (damaged is null || segment.Entries.Length == AuditSegment.Capacity)
                continue;
            var slots = await BatchSlots.Read(store, places, damaged.SlotSet, cancellationToken);
            var (entries, _, fault) = slots.Behind(Math.Max(_reached, first - 1), _previous);
            See(entries);
            if (fault is not null)
                return fault;
        }

        return chain.Resumed is null && !_previous.AsSpan().SequenceEqual(chain.Sealed.Hash)
            ? new ChainFault(_reached + 1, $"The chain ends at entry {_reached}, and its head knows of {chain.Sealed.Last}: the last segment is not the last that was written.")
            : null;
    }

    private async Task<ChainFault?> End(CancellationToken cancellationToken)
    {
        var end = await ChainEnd.Find(store, realm, _written.Chain, cancellationToken);
        if ((end.Fault ?? _written.Fault) is { } fault)
            return fault;
        if (end.Chain.Sealed.Last != _written.Chain.Sealed.Last)
            return new ChainFault(end.Chain.Sealed.Last, "More is sealed than its writer knows.");
        // What was written since its writer was asked is left to the next check.
        var tail = _written.Tail;
        See(end.Open.Where(entry => entry.Sequence <= tail.Last));
        if (end.Last < tail.Last)
            return new ChainFault(end.Last + 1, $"The chain ends at entry {end.Last}, and its writer knows of {tail.Last}: what was last written is gone.");
        if (end.Open.Count > 0 && !_previous.AsSpan().SequenceEqual(tail.Hash))
            return new ChainFault(_reached, $"Entry {_reached} is not the one that its writer knows.");
        return null;
    }

    private void See(IEnumerable<ChainedEvent> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Sequence <= _reached)
                continue;
            (_previous, _reached) = (entry.Hash, entry.Sequence);
            if (noted.Contains(entry.Sequence))
                _hashes[entry.Sequence] = entry.Hash;
            if (entry.Event.Manifest is { } stamp && (!_stamps.TryGetValue(stamp.Shard, out var known) || known.Counter < stamp.Counter))
                _stamps[stamp.Shard] = stamp;
        }
    }
}
