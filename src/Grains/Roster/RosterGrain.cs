using Microsoft.Extensions.Logging;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Abstractions.Roster;
using Mote.Protocol;

namespace Mote.Grains.Roster;

/// <summary>One shard of a realm's roster.</summary>
internal sealed partial class RosterGrain(
    [PersistentState("roster", GrainStorageName.Mote)] IPersistentState<RosterState> stored,
    ILogger<RosterGrain> log) : Grain, IRosterGrain
{
    private string Shard => this.GetPrimaryKeyString();

    private string Realm => Shard[..Shard.IndexOf('/', StringComparison.Ordinal)];

    public Task Intend(string subject, CancellationToken cancellationToken) =>
        stored.State.Entries.TryGetValue(subject, out var settled) && !settled
            ? Task.CompletedTask
            : Change(entries => entries[subject] = false, cancellationToken);

    public Task Settle(string subject, bool isEnrolled, CancellationToken cancellationToken) =>
        Change(entries => Apply(entries, subject, isEnrolled), cancellationToken);

    public async Task<int> Count(CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return stored.State.Entries.Count(entry => entry.Value);
    }

    public async Task<string[]> List(string? after, int limit, CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return [.. stored.State.Entries
            .Where(entry => entry.Value && (after is null || string.CompareOrdinal(entry.Key, after) > 0))
            .Select(entry => entry.Key)
            .Order(StringComparer.Ordinal)
            .Take(limit)];
    }

    /// <summary>Settles the intents that a stopped silo or a failed write left behind, by what the identities say.</summary>
    private async Task Reconcile(CancellationToken cancellationToken)
    {
        var intents = stored.State.Entries.Where(entry => !entry.Value).Select(entry => entry.Key).ToArray();
        if (intents.Length == 0)
            return;

        var presences = await Task.WhenAll(intents.Select(subject =>
            GrainFactory.GetGrain<IIdentityGrain>(new IdentityKey(Realm, subject).ToString()).Presence(cancellationToken)));
        var settled = intents.Zip(presences).Where(intent => intent.Second != Presence.Changing).ToArray();
        if (settled.Length == 0)
            return;

        await Change(
            entries =>
            {
                foreach (var (subject, presence) in settled)
                    Apply(entries, subject, presence == Presence.Enrolled);
            },
            cancellationToken);
    }

    private static void Apply(Dictionary<string, bool> entries, string subject, bool isEnrolled)
    {
        if (isEnrolled)
            entries[subject] = true;
        else
            entries.Remove(subject);
    }

    private async Task Change(Action<Dictionary<string, bool>> change, CancellationToken cancellationToken)
    {
        var before = stored.State;
        var entries = new Dictionary<string, bool>(before.Entries, StringComparer.Ordinal);
        change(entries);
        stored.State = new RosterState { Entries = entries };
        try
        {
            await stored.WriteStateAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            // Nobody knows what the store holds now: the next activation reads it.
            stored.State = before;
            DeactivateOnIdle();
            LogStoreFailed(Shard, failure);
            throw new MoteException(ProblemCode.StorageUnavailable, "The store did not take the roster's change: try again.");
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The store did not take a change of roster {Shard}")]
    private partial void LogStoreFailed(string shard, Exception failure);
}
