using System.Collections.Concurrent;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Reads a realm's audit trail past the grains that write it, and recomputes its chains. Thread-safe.</summary>
public sealed class AuditTrail
{
    private static readonly TimeSpan OneNote = TimeSpan.FromMinutes(1);

    private readonly IGrainFactory _grains;
    private readonly TrailReaders _readers;
    private readonly AuditWriter _own;
    private readonly TrailCheck _check;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string Realm, string Caller), DateTimeOffset> _noted = new();

    internal AuditTrail(IGrainFactory grains, TrailReaders readers, AuditWriter own, TrailCheck check, TimeProvider time) =>
        (_grains, _readers, _own, _check, _time) = (grains, readers, own, check, time);

    /// <summary>Some entries, newest first, with the names of those who are still enrolled. That it is read is noted in the trail itself.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="query">Which entries.</param>
    /// <param name="after">Where to go on; null from the newest.</param>
    /// <param name="limit">At most so many, at least 1.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">A segment was damaged, or is missing.</exception>
    public async Task<AuditPage> Read(string realm, AuditQuery query, AuditPosition? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        await Note(realm, cancellationToken);
        Guid? person = null;
        if (query.Subject is { } subject && (person = await PersonOf(new IdentityKey(realm, subject), cancellationToken)) is null)
            return new AuditPage([], null);

        var reading = new TrailReading(await _readers.Of(realm, null, cancellationToken));
        if (after is not null)
            await reading.GoTo(after, cancellationToken);
        var found = await reading.Take(limit, entry => query.Fits(entry.Event, person), cancellationToken);
        var names = await Names(realm, found.Select(one => one.Entry), cancellationToken);
        return reading.Page([.. found.Select(one => ToWire(one.Entry, one.Writer, names))]);
    }

    /// <summary>Recomputes every chain, and looks for what was noted elsewhere.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="notes">Heads that were noted.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The store or the keys cannot be reached.</exception>
    public Task<AuditCheck> Check(string realm, IReadOnlyList<AuditNote> notes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return _check.Run(realm, notes, cancellationToken);
    }

    /// <summary>What became of one head that was noted elsewhere; no more of the trail is read for it than where its entry is, and nothing recomputed.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="note">The head.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The store or the keys cannot be reached, or the chain cannot be read as far as that.</exception>
    public Task<AuditNoteCheck> Find(string realm, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        return _readers.Find(realm, note, cancellationToken);
    }

    // Reading writes an entry: once a minute and caller, so that watching the trail does not fill it.
    private async Task Note(string realm, CancellationToken cancellationToken)
    {
        var (caller, now) = (Caller.Required, _time.GetUtcNow());
        var at = _noted.AddOrUpdate((realm, caller.Name), now, (_, before) => now - before < OneNote ? before : now);
        if (at != now)
            return;
        // Whoever may read the trail writes nothing into it but this.
        Caller.Current = caller.ByService("notes who reads the trail");
        try
        {
            await _own.Append(realm, new AuditEvent(AuditKind.AuditRead, AuditOutcome.Done, caller)).WaitAsync(cancellationToken);
        }
        catch (MoteException failure) when (failure.Code == ProblemCode.AuditUnavailable)
        {
            // It is queued, and the trail can be read as far as it is written.
        }
    }

    private async Task<Guid?> PersonOf(IdentityKey key, CancellationToken cancellationToken) =>
        await _grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key)).Lines(key.Subject, cancellationToken) is [.., var line] ? line.Person : null;

    private async Task<Dictionary<Guid, string>> Names(string realm, IEnumerable<ChainedEvent> entries, CancellationToken cancellationToken)
    {
        Guid[] people = [.. entries.Select(entry => entry.Event.Person).OfType<Guid>().Distinct()];
        if (people is [])
            return [];
        var found = await Task.WhenAll(Enumerable.Range(0, RosterShard.Count).Select(shard =>
            _grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(realm, shard)).Names(people, cancellationToken)));
        return found.SelectMany(names => names).ToDictionary();
    }

    private static AuditEntry ToWire(ChainedEvent entry, string writer, Dictionary<Guid, string> names) => new(
        entry.Sequence,
        entry.Time,
        entry.Event.Kind.OnWire(),
        entry.Event.Outcome.OnWire(),
        entry.Event.Person is { } person ? names.GetValueOrDefault(person) : null,
        entry.Event.Person,
        entry.Event.Code,
        entry.Event.Caller,
        entry.Event.Door,
        entry.Event.TemplateVersion,
        entry.Event.DecisionId,
        entry.Event.FalseMatchRate,
        Convert.ToHexStringLower(entry.Hash))
    {
        Writer = writer,
        MostMissing = entry.Event.MostMissing,
        ApiKey = entry.Event.ApiKey,
        From = entry.Event.From,
        Times = entry.Event.Times,
        Realm = entry.Event.Realm,
        ByOthersWord = entry.Event.ByOthersWord,
    };
}
