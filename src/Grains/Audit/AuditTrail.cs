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
        var follower = AuditSegment.NumberOf(last) == AuditSegment.NumberOf(tail.Last) ? tail.Hash : null;
        List<ChainedEvent> found = [];
        for (var read = 0; last > tail.Dropped && read < MostSegments && found.Count < limit; read++)
        {
            var number = AuditSegment.NumberOf(last);
            var segment = await Segment(realm, number, tail.Last, follower, cancellationToken);
            follower = segment.PreviousHash;
            foreach (var entry in segment.Entries.Where(entry => entry.Sequence <= last).Reverse().ToArray())
            {
                last = entry.Sequence - 1;
                if (Fits(entry.Event, query, person))
                    found.Add(entry);
                if (found.Count == limit)
                    break;
            }

            if (found.Count < limit)
                last = AuditSegment.FirstOf(number) - 1;
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

        var (previous, reached) = (tail.StartHash, tail.Dropped);
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

            // Unless it was dropped by age meanwhile.
            if (segment is null && (await Trail(realm).Tail(cancellationToken)).Dropped != tail.Dropped)
                return await Check(realm, cancellationToken);
            if (segment is null)
                return Broken(first, $"Segment {number} is missing.");
            if (!segment.PreviousHash.AsSpan().SequenceEqual(previous))
                return Broken(reached + 1, $"Segment {number} does not follow the one before: one of the two is not the last that was written.");
            if (segment.BrokenAt(number) is { } broken)
                return Broken(broken, $"Entry {broken} does not follow the one before.");
            // What was written since the head was asked is left to the next check.
            if (segment.Entries.LastOrDefault(entry => entry.Sequence <= tail.Last) is { } last)
                (previous, reached) = (last.Hash, last.Sequence);
        }

        return previous.AsSpan().SequenceEqual(tail.Hash)
            ? Result(true, null, null)
            : Broken(reached + 1, $"The chain ends at entry {reached}, and its head knows of {tail.Last}: the last segment is not the last that was written.");

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
        if (at != now)
            return;
        try
        {
            await Trail(realm).Append(new AuditEvent(AuditKind.AuditRead, AuditOutcome.Done, caller), cancellationToken);
        }
        catch (MoteException failure) when (failure.Code == ProblemCode.AuditUnavailable)
        {
            // It is queued, and the trail can be read as far as it is written.
        }
    }

    private async Task<Guid?> PersonOf(IdentityKey key, CancellationToken cancellationToken) =>
        await _grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key)).Lines(key.Subject, cancellationToken) is [.., var line] ? line.Person : null;

    /// <param name="realm">The realm.</param>
    /// <param name="number">The segment.</param>
    /// <param name="last">The last entry of the chain.</param>
    /// <param name="follower">The hash that follows the segment; null where that is not known.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    private async Task<AuditSegment> Segment(string realm, long number, long last, byte[]? follower, CancellationToken cancellationToken)
    {
        var segment = (await _store.Read(AuditStore.SegmentOf(realm, number), cancellationToken)).Value;
        return segment is not null && (follower is null || (segment.Entries.LastOrDefault(entry => entry.Sequence <= last)?.Hash ?? segment.PreviousHash).AsSpan().SequenceEqual(follower))
            ? segment
            : throw new MoteException(ProblemCode.AuditBroken, $"Segment {number} of the audit trail is missing, or not the last that was written: 'mote audit check' says more.");
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
