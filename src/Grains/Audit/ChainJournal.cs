using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Audit;

/// <summary>
/// Writes one chain. A batch of entries is one small record in the next slot; once slots are full, or the segment is, all of
/// it is sealed into the segment, and the slots are used again. After a failure nobody knows what the store holds, and the chain's end is found anew. Not thread-safe.
/// </summary>
internal sealed class ChainJournal(AuditStore store, MasterKeys keys, IAuditRealmGrain head, ChainRetention retention, AuditWriterKey key)
{
    private ChainEnd? _found;
    private AuditChain? _chain;
    private StoredState<AuditSegment>? _segment;
    private List<ChainedEvent> _open = [];
    private long _number;
    private int _used;
    private bool _isAnchored;
    private bool _hasBegun;

    /// <summary>Whether the chain so far ended without being closed, or not as it was written, and no entry says so yet.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>What was not as it was written; null where that is not why it is interrupted.</summary>
    public ChainFault? Fault { get; private set; }

    /// <summary>The chain as it is known; null where it was not read yet, or there is none.</summary>
    public WrittenChain? Written => _chain is null ? null
        : new WrittenChain(_chain, [.. _open], _open is [.., var last] ? _chain.Sealed with { Last = last.Sequence, Hash = last.Hash } : _chain.Sealed, _hasBegun ? null : Fault);

    /// <summary>How many more entries fit into the segment.</summary>
    public int Room => AuditSegment.Capacity - _segment!.Value!.Entries.Length - _open.Count;

    private byte[] Hash => _open is [.., var last] ? last.Hash : _segment!.Value!.Hash;

    private ChainPlaces Places => ChainPlaces.Of(key.Realm, _chain!);

    /// <summary>Reads the end of the chain, if there is one, and writes nothing.</summary>
    public async Task Read(CancellationToken cancellationToken)
    {
        if (_chain is not null)
            return;
        var chains = await head.Chains(cancellationToken);
        if ((Array.Find(chains, chain => chain.Writer == key.Writer) ?? Array.Find(chains, chain => chain.Writer is "")) is { } chain)
            await Find(chain, cancellationToken);
    }

    /// <summary>Makes ready to write: begins the chain if there is none, and goes on behind what is damaged.</summary>
    /// <exception cref="MoteException">The head is not what it was, or the store or the keys cannot be reached.</exception>
    public async Task Begin()
    {
        await Read(CancellationToken.None);
        if (_hasBegun && _chain is null)
            throw new MoteException(ProblemCode.AuditBroken, "The audit trail is gone from the store: restore it from a backup.");
        if (_chain is not { Writer.Length: > 0 })
        {
            var joined = await head.Join(key.Writer, CancellationToken.None);
            if (_chain is null)
                await Find(joined, CancellationToken.None);
            _chain = _chain! with { Writer = joined.Writer };
        }

        if (_found!.IsDamaged)
            await GoOnBehind();
        await Settle();
        if (!_hasBegun)
            _chain = await retention.Retire(_chain, _number, _found.Slots);
        _hasBegun = true;
    }

    /// <summary>Chains what happened to the end, and stores nothing yet.</summary>
    public ChainedEvent[] Chain(IEnumerable<(DateTimeOffset Time, AuditEvent Event)> happened)
    {
        var (sequence, hash) = (AuditSegment.FirstOf(_number) + _segment!.Value!.Entries.Length + _open.Count, Hash);
        return [.. happened.Select(one =>
        {
            var entry = ChainedEvent.After(hash, sequence++, one.Time, one.Event);
            hash = entry.Hash;
            return entry;
        })];
    }

    /// <summary>Stores chained entries, at most as many as there is room for, in one write.</summary>
    public async Task Write(ChainedEvent[] batch)
    {
        using var master = await keys.Current(key.Realm, CancellationToken.None);
        if (batch.Length == Room || _used == AuditBatch.MostSlots)
        {
            await Seal(batch, master);
        }
        else
        {
            var slot = _found!.Slots.At(_used) ?? Places.Slot(_chain!.SlotSet, _used);
            await store.Write(slot, new AuditBatch { Entries = batch }, master);
            _found.Slots.Keep(_used++, slot);
            _open.AddRange(batch);
        }

        (IsInterrupted, Fault) = (false, null);
    }

    /// <summary>Stores the anchor of what is sealed, and turns to the next segment where one is full.</summary>
    public async Task Settle()
    {
        if (!_isAnchored)
            await head.Anchor(_chain!, CancellationToken.None);
        _isAnchored = true;
        if (Room > 0)
            return;
        var previous = Hash;
        _segment = Places.Segment(++_number);
        _segment.Value = new AuditSegment { PreviousHash = previous };
        _chain = await retention.Retire(_chain!, _number, _found!.Slots);
    }

    /// <summary>Says that this is the end. A chain that ends behind what was last said so was not closed.</summary>
    public async Task Close()
    {
        if (!_hasBegun || Written is not { Tail: var tail })
            return;
        using var master = await keys.Current(key.Realm, CancellationToken.None);
        await store.Write(_found!.Close, new AuditClose(tail.Last, tail.Hash), master);
    }

    /// <summary>Whether an entry is stored.</summary>
    public bool Holds(ChainedEvent entry) =>
        _open.Concat(_segment!.Value!.Entries).Select(other => other.Hash).Append(_chain!.Sealed.Hash).Any(hash => hash.AsSpan().SequenceEqual(entry.Hash));

    /// <summary>How many records of the chain need each version of the master key.</summary>
    public IEnumerable<(int Version, int Records)> KeyUse()
    {
        if (_chain is null)
            return [];
        var records = _chain.KeyUse().Concat(_found!.Slots.KeyUse());
        return _found.Close.Value is null ? records : records.Append((_found.Close.MasterKeyVersion, 1));
    }

    /// <summary>Seals what is in slots, and leaves none.</summary>
    public async Task<AuditChain> Clear()
    {
        if (_open.Count > 0)
        {
            using var master = await keys.Current(key.Realm, CancellationToken.None);
            await Seal([], master);
            await Settle();
        }

        foreach (var slot in _found!.Slots.Readable.ToArray())
            await store.Drop(slot);
        return _chain!;
    }

    /// <summary>Seals what was said at the last end under another master key.</summary>
    public async Task Reseal(MasterKey master)
    {
        if (_found!.Close is { Value: { } said } close && close.MasterKeyVersion < master.Version)
            await store.Write(close, said, master);
    }

    /// <summary>Reads everything again when it is next needed.</summary>
    public void Forget() => (_chain, _segment, _open) = (null, null, []);

    private async Task Find(AuditChain chain, CancellationToken cancellationToken)
    {
        var found = await ChainEnd.Find(store, key.Realm, chain, cancellationToken);
        (_found, _chain, _segment, _open, _number, _used) = (found, found.Chain, found.Segment, [.. found.Open], found.Number, found.Used);
        _isAnchored = found.Chain.Sealed.Last == chain.Sealed.Last;
        Fault = _hasBegun ? Fault ?? found.Fault : found.Fault;
        // What this activation itself wrote, and whose answer it missed, is no interruption.
        IsInterrupted = _hasBegun ? IsInterrupted || Fault is not null : found.IsOpen || Fault is not null;
    }

    private async Task Seal(ChainedEvent[] batch, MasterKey master)
    {
        var segment = _segment!;
        await store.Write(segment, segment.Value! with { Entries = [.. segment.Value.Entries, .. _open, .. batch] }, master);
        _chain = _chain!.After(_number, segment.Value!.Entries[^1], master.Version);
        (_open, _used, _isAnchored) = ([], 0, false);
    }

    /// <summary>Leaves what is damaged as it is, to be restored, and goes on in the next segment that there is not, with other slots.</summary>
    private async Task GoOnBehind()
    {
        var (chain, next) = (_chain!, _number + 1);
        // From the newest that there is, so that the chain is whole once what is damaged before it is restored.
        var hash = _found!.Slots.NewestOf(_number, _found.Last)?.Hash ?? _found.Hash;
        while (await IsThere(next))
            next++;
        chain = chain with { SlotSet = chain.SlotSet + 1, Damages = [.. chain.Damages, new AuditDamage(_number, chain.SlotSet, next, hash)] };
        await head.Anchor(chain, CancellationToken.None);
        var fault = Fault;
        await Find(chain, CancellationToken.None);
        (_isAnchored, IsInterrupted, Fault) = (true, true, fault);

        async Task<bool> IsThere(long number)
        {
            var segment = Places.Segment(number);
            await store.Find(segment);
            return segment.Stored.RecordExists;
        }
    }
}
