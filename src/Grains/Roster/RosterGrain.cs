using Microsoft.Extensions.Logging;
using Mote.Abstractions.Identities;
using Mote.Abstractions.Roster;
using Mote.Grains.Stored;

namespace Mote.Grains.Roster;

/// <summary>One shard of a realm's roster.</summary>
internal sealed partial class RosterGrain : Grain, IRosterGrain
{
    private static readonly Dictionary<string, bool> None = [];
    private static readonly Dictionary<string, int> NoneRefused = [];

    private readonly AcknowledgedState<RosterState> _stored;
    private readonly ILogger<RosterGrain> _log;

    public RosterGrain([PersistentState("roster", GrainStorageName.Mote)] IPersistentState<RosterState> stored, ILogger<RosterGrain> log)
    {
        _log = log;
        _stored = new AcknowledgedState<RosterState>(stored, failure =>
        {
            LogStoreFailed(Shard, failure);
            DeactivateOnIdle();
        });
    }

    private string Shard => this.GetPrimaryKeyString();

    private Dictionary<string, bool> Entries => _stored.Current?.Entries ?? None;

    private Dictionary<string, int> Refused => _stored.Current?.Refusals ?? NoneRefused;

    private string Realm => Shard[..Shard.IndexOf('/', StringComparison.Ordinal)];

    public Task Intend(string subject, CancellationToken cancellationToken) =>
        Entries.TryGetValue(subject, out var settled) && !settled
            ? Task.CompletedTask
            : Change(entries => entries[subject] = false);

    public Task Settle(string subject, bool isEnrolled, CancellationToken cancellationToken) =>
        Change(entries => Apply(entries, subject, isEnrolled));

    public Task CountRefusal(string code, CancellationToken cancellationToken)
    {
        var refusals = new Dictionary<string, int>(Refused, StringComparer.Ordinal);
        refusals[code] = refusals.GetValueOrDefault(code) + 1;
        return _stored.Replace(new RosterState { Entries = Entries, Refusals = refusals });
    }

    public Task<Dictionary<string, int>> Refusals(CancellationToken cancellationToken) => Task.FromResult(Refused);

    public async Task<int> Count(CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return Entries.Count(entry => entry.Value);
    }

    public async Task<string[]> List(string? after, int limit, CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return [.. Entries
            .Where(entry => entry.Value && (after is null || string.CompareOrdinal(entry.Key, after) > 0))
            .Select(entry => entry.Key)
            .Order(StringComparer.Ordinal)
            .Take(limit)];
    }

    /// <summary>Settles the intents that a stopped silo or a failed write left behind, by what the identities say.</summary>
    private async Task Reconcile(CancellationToken cancellationToken)
    {
        var intents = Entries.Where(entry => !entry.Value).Select(entry => entry.Key).ToArray();
        if (intents.Length == 0)
            return;

        var presences = await Task.WhenAll(intents.Select(subject =>
            GrainFactory.GetGrain<IIdentityGrain>(new IdentityKey(Realm, subject).ToString()).Presence(cancellationToken)));
        var settled = intents.Zip(presences).Where(intent => intent.Second != Presence.Changing).ToArray();
        if (settled.Length == 0)
            return;

        await Change(entries =>
        {
            foreach (var (subject, presence) in settled)
                Apply(entries, subject, presence == Presence.Enrolled);
        });
    }

    private static void Apply(Dictionary<string, bool> entries, string subject, bool isEnrolled)
    {
        if (isEnrolled)
            entries[subject] = true;
        else
            entries.Remove(subject);
    }

    private Task Change(Action<Dictionary<string, bool>> change)
    {
        var entries = new Dictionary<string, bool>(Entries, StringComparer.Ordinal);
        change(entries);
        return _stored.Replace(new RosterState { Entries = entries, Refusals = Refused });
    }

    [LoggerMessage(1, LogLevel.Error, "The store did not take a change of roster {Shard}")]
    private partial void LogStoreFailed(string shard, Exception failure);
}
