using System.Collections.Concurrent;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Abstractions.Roster;
using Mote.Grains.Roster;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Reads a realm's audit trail past the grain that writes it, and recomputes its chain. Thread-safe.</summary>
public sealed class AuditTrail
{
    // Looking for few entries far back ends after so many segments a page.
    private const int MostSegments = 64;

    private static readonly TimeSpan OneNote = TimeSpan.FromMinutes(1);

    private readonly IGrainFactory _grains;
    private readonly AuditStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string Realm, string Caller), DateTimeOffset> _noted = new();

    internal AuditTrail(IGrainFactory grains, AuditStore store, TimeProvider time) => (_grains, _store, _time) = (grains, store, time);

    /// <summary>Some entries, newest first, with the names of those who are still enrolled. That it is read is noted in the trail itself.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="query">Which entries.</param>
    /// <param name="after">The entry to go on behind; null from the newest.</param>
    /// <param name="limit">At most so many, at least 1.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">A segment was damaged, or is missing.</exception>
    public async Task<AuditPage> Read(string realm, AuditQuery query, long? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        await Note(realm, cancellationToken);
        Guid? person = null;
        if (query.Subject is { } subject && (person = await PersonOf(new IdentityKey(realm, subject), cancellationToken)) is null)
            return new AuditPage([], null);

        var tail = await Trail(realm).Tail(cancellationToken);
        var last = Math.Min(tail.Last, after - 1 ?? tail.Last);
        List<ChainedEvent> found = [];
        for (var read = 0; last > tail.Dropped && read < MostSegments && found.Count < limit; read++)
        {
            var number = AuditSegment.NumberOf(last);
            foreach (var entry in (await Segment(realm, number, last, cancellationToken)).Reverse())
            {
                last = entry.Sequence - 1;
                if (Fits(entry.Event, query, person))
                    found.Add(entry);
                if (found.Count == limit)
                    break;
            }
        }

        var names = await Names(realm, found, cancellationToken);
        return new AuditPage([.. found.Select(entry => ToWire(entry, names))], last > tail.Dropped ? last + 1 : null);
    }

    /// <summary>Recomputes the whole chain.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The store or the keys cannot be reached.</exception>
    public async Task<AuditCheck> Check(string realm, CancellationToken cancellationToken)
    {
        AuditTail tail;
        try
        {
            tail = await Trail(realm).Tail(cancellationToken);
        }
        catch (MoteException damage) when (AuditStore.IsDamage(damage))
        {
            return new AuditCheck(false, 0, 0, "", 1, damage.Message);
        }

        var previous = tail.StartHash;
        for (var number = tail.Dropped / AuditSegment.Capacity; AuditSegment.FirstOf(number) <= tail.Last; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = AuditSegment.FirstOf(number);
            AuditSegment? segment;
            try
            {
                segment = (await _store.Read(AuditStore.SegmentOf(realm, number), cancellationToken)).Value;
            }
            catch (MoteException damage) when (AuditStore.IsDamage(damage))
            {
                return Broken(first, damage.Message);
            }

            if (segment is null)
                return Broken(first, $"Segment {number} is missing.");
            if (!segment.PreviousHash.AsSpan().SequenceEqual(previous))
                return Broken(first, $"Segment {number} does not follow the one before: one of the two is not the last that was written.");
            if (segment.BrokenAt(number) is { } broken)
                return Broken(broken, $"Entry {broken} does not follow the one before.");
            var end = Math.Min(tail.Last, first + AuditSegment.Capacity - 1);
            if (first + segment.Entries.Length <= end)
                return Broken(first + segment.Entries.Length, $"Segment {number} ends too early: it is not the last that was written.");
            previous = segment.Entries[end - first].Hash;
        }

        return previous.AsSpan().SequenceEqual(tail.Hash)
            ? Result(true, null, null)
            : Broken(tail.Last, "The last entry is not the one that the head knows.");

        AuditCheck Broken(long at, string reason) => Result(false, at, reason);

        AuditCheck Result(bool isWhole, long? brokenAt, string? reason) =>
            new(isWhole, tail.Dropped + 1, tail.Last, Convert.ToHexStringLower(tail.Hash), brokenAt, reason);
    }

    private IAuditGrain Trail(string realm) => _grains.GetGrain<IAuditGrain>(realm);

    // Reading writes an entry: once a minute and caller, so that watching the trail does not fill it.
    private async Task Note(string realm, CancellationToken cancellationToken)
    {
        var (caller, now) = (Caller.Current, _time.GetUtcNow());
        var at = _noted.AddOrUpdate((realm, caller.Name), now, (_, before) => now - before < OneNote ? before : now);
        if (at == now)
            await Trail(realm).Append(new AuditEvent(AuditKind.AuditRead, AuditOutcome.Done, caller), cancellationToken);
    }

    private async Task<Guid?> PersonOf(IdentityKey key, CancellationToken cancellationToken) =>
        await _grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key)).Lines(key.Subject, cancellationToken) is [.., var line] ? line.Person : null;

    private async Task<IReadOnlyList<ChainedEvent>> Segment(string realm, long number, long last, CancellationToken cancellationToken)
    {
        var segment = (await _store.Read(AuditStore.SegmentOf(realm, number), cancellationToken)).Value;
        var count = (int)(last - AuditSegment.FirstOf(number)) + 1;
        return segment?.Entries.Length >= count
            ? segment.Entries[..count]
            : throw new MoteException(ProblemCode.AuditBroken, $"Segment {number} of the audit trail, with entry {last}, is missing or ends too early: 'mote audit check' says more.");
    }

    private static bool Fits(AuditEvent happened, AuditQuery query, Guid? person) =>
        (person is null || happened.Person == person)
        && (query.Kind is null || happened.Kind == query.Kind)
        && (query.Outcome is null || happened.Outcome == query.Outcome)
        && (query.Door is null || string.Equals(happened.Door, query.Door, StringComparison.Ordinal));

    private async Task<Dictionary<Guid, string>> Names(string realm, IEnumerable<ChainedEvent> entries, CancellationToken cancellationToken)
    {
        Guid[] people = [.. entries.Select(entry => entry.Event.Person).OfType<Guid>().Distinct()];
        if (people is [])
            return [];
        var found = await Task.WhenAll(Enumerable.Range(0, RosterShard.Count).Select(shard =>
            _grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(realm, shard)).Names(people, cancellationToken)));
        return found.SelectMany(names => names).ToDictionary();
    }

    private static AuditEntry ToWire(ChainedEvent entry, Dictionary<Guid, string> names) => new(
        entry.Sequence,
        entry.Time,
        entry.Event.Kind,
        entry.Event.Outcome,
        entry.Event.Person is { } person ? names.GetValueOrDefault(person) : null,
        entry.Event.Person,
        entry.Event.Code,
        entry.Event.Caller,
        entry.Event.Door,
        entry.Event.TemplateVersion,
        entry.Event.DecisionId,
        entry.Event.FalseMatchRate,
        Convert.ToHexStringLower(entry.Hash));
}
