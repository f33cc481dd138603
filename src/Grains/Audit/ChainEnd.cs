using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>
/// The end of a chain as the store has it, found from its anchor by reading forward: segments that were written and not
/// anchored, then the batches in the slots. Names are known, so nothing is enumerated.
/// </summary>
internal sealed class ChainEnd
{
    /// <summary>The number of the segment that the next entry belongs to.</summary>
    public required long Number { get; init; }

    /// <summary>That segment, with the entries that are sealed in it; empty if there is none yet.</summary>
    public required StoredState<AuditSegment> Segment { get; init; }

    /// <summary>The chain with its anchor where it is; further on than stored where a segment was written and not anchored.</summary>
    public required AuditChain Chain { get; init; }

    /// <summary>The slots.</summary>
    public required BatchSlots Slots { get; init; }

    /// <summary>The entries in the slots behind the anchor.</summary>
    public required List<ChainedEvent> Open { get; init; }

    /// <summary>Slots they lie in.</summary>
    public required int Used { get; init; }

    /// <summary>What is wrong behind them; null for nothing.</summary>
    public ChainFault? Fault { get; init; }

    /// <summary>Whether whoever goes on must do so behind the fault, and not at it.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>What its writer said when it last stopped; without a value if it never did.</summary>
    public required StoredState<AuditClose> Close { get; init; }

    /// <summary>Whether there are entries that its writer has not closed the chain behind.</summary>
    public bool IsOpen => Close.Value?.Last != Last && (Close.Value is not null || IsWrittenBehind || (Chain.Writer is not "" && Last > 0));

    private bool IsWrittenBehind { get; init; }

    /// <summary>The last entry.</summary>
    public long Last => Open is [.., var last] ? last.Sequence : Chain.Sealed.Last;

    /// <summary>Its hash.</summary>
    public byte[] Hash => Open is [.., var last] ? last.Hash : Chain.Sealed.Hash;

    /// <summary>Finds the end of a chain.</summary>
    /// <exception cref="MoteException">The store or the keys cannot be reached.</exception>
    public static async Task<ChainEnd> Find(AuditStore store, string realm, AuditChain chain, CancellationToken cancellationToken)
    {
        var places = ChainPlaces.Of(realm, chain);
        var slots = await BatchSlots.Read(store, places, chain.SlotSet, cancellationToken);
        var (close, closeFault) = await Closed();
        StoredState<AuditSegment>? segment = null;
        var number = chain.Resumed?.Next ?? (chain.Sealed.Last == chain.Sealed.Dropped ? chain.FirstSegment : AuditSegment.NumberOf(chain.Sealed.Last));
        var (reached, adopted) = (chain, 0);
        try
        {
            segment = await Anchored(number);
            while (Adopt(segment))
            {
                var previous = segment.Value!.Hash;
                segment = null;
                number++;
                segment = Begun(await store.Read(places.Segment(number), cancellationToken), number, previous);
            }
        }
        catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
        {
            var (readable, used, _) = slots.Behind(reached.Sealed.Last, reached.Sealed.Hash);
            return new ChainEnd
            {
                Number = number,
                Segment = segment ?? places.Segment(number),
                Chain = reached,
                Slots = slots,
                Open = readable,
                Used = used,
                Close = close,
                Fault = new ChainFault(AuditSegment.FirstOf(number), damage.Message),
                IsDamaged = true,
                IsWrittenBehind = true,
            };
        }

        var (entries, filled, fault) = slots.Behind(SealedEnd().Last, SealedEnd().Hash);
        // A writer anchors a segment before it uses a slot again, so never more than one is beyond the anchor, and nothing behind it.
        var isHeadOld = adopted > 1 || (adopted == 1 && entries.Count > 0);
        var (last, hash) = entries is [.., var open] ? (open.Sequence, open.Hash) : (reached.Sealed.Last, reached.Sealed.Hash);
        return new ChainEnd
        {
            Number = number,
            Segment = segment,
            Chain = reached,
            Slots = slots,
            Open = entries,
            Used = filled,
            Close = close,
            IsDamaged = fault is not null,
            IsWrittenBehind = adopted > 0 || entries.Count > 0,
            Fault = fault ?? (isHeadOld ? HeadIsOld() : null) ?? closeFault ?? Cut(last, hash),
        };

        ChainFault HeadIsOld() => new(chain.Sealed.Last + 1, $"The head knows entry {chain.Sealed.Last} as the last that is sealed, and more were sealed since: it is not the last that was written.");

        // Numbers that were left out behind a damage are no end.
        ChainFault? Cut(long end, byte[] at) => close.Value is { } closed && (closed.Last > end || (closed.Last == end && !closed.Hash.AsSpan().SequenceEqual(at)))
            ? new ChainFault(Math.Min(end + 1, closed.Last), $"The chain ends at entry {end}, and it was closed at {closed.Last}: what was last written is gone, or another was put there.")
            : null;

        async Task<(StoredState<AuditClose>, ChainFault?)> Closed()
        {
            var place = places.Close();
            try
            {
                return (await store.Read(place, cancellationToken), null);
            }
            catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
            {
                await store.Find(place);
                return (place, new ChainFault(Math.Max(1, chain.Sealed.Last), damage.Message));
            }
        }

        (long Last, byte[] Hash) SealedEnd() => reached.Resumed is { } resumed && segment!.Value!.Entries is []
            ? (AuditSegment.FirstOf(resumed.Next) - 1, resumed.Hash)
            : (reached.Sealed.Last, reached.Sealed.Hash);

        // The segment that the anchor is in, with the entry that it names in it; or the next, where there is none to be in.
        async Task<StoredState<AuditSegment>> Anchored(long at)
        {
            var found = await store.Read(places.Segment(at), cancellationToken);
            if (chain.Resumed is { } resumed)
                return Begun(found, at, resumed.Hash);
            if (chain.Sealed.Last == chain.Sealed.Dropped)
                return Begun(found, at, chain.Sealed.Hash);
            if (found.Value is null)
                throw new MoteException(ProblemCode.AuditBroken, $"Segment {at} is missing: restore it from a backup.");
            var index = chain.Sealed.Last - AuditSegment.FirstOf(at);
            return found.Value.BrokenAt(at) is null && index < found.Value.Entries.Length && found.Value.Entries[index].Hash.AsSpan().SequenceEqual(chain.Sealed.Hash)
                ? found
                : throw new MoteException(ProblemCode.AuditBroken, $"Segment {at} is not the last that was written: restore it from a backup.");
        }

        static StoredState<AuditSegment> Begun(StoredState<AuditSegment> found, long at, byte[] previous)
        {
            found.Value ??= new AuditSegment { PreviousHash = previous };
            return found.Value.BrokenAt(at) is null && found.Value.PreviousHash.AsSpan().SequenceEqual(previous)
                ? found
                : throw new MoteException(ProblemCode.AuditBroken, $"Segment {at} does not follow the one before: restore it from a backup.");
        }

        // Takes up what a segment holds beyond the anchor, and says whether it is full, so that there may be a next one.
        bool Adopt(StoredState<AuditSegment> holding)
        {
            if (holding.Value!.Entries is [.., var last] && last.Sequence > reached.Sealed.Last)
            {
                reached = reached.After(number, last, holding.MasterKeyVersion);
                adopted++;
            }

            return holding.Value.Entries.Length == AuditSegment.Capacity;
        }
    }
}
