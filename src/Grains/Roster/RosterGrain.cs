using Microsoft.Extensions.Logging;
using Mote.Abstractions.Identities;
using Mote.Abstractions.Roster;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
using Mote.Recognition.Protection;

namespace Mote.Grains.Roster;

/// <summary>
/// One shard of a realm's roster and manifest. Its own record is sealed like any other, with its key beside it: nothing
/// above it says which of its records is the latest.
/// </summary>
internal sealed partial class RosterGrain : Grain, IRosterGrain
{
    /// <summary>What the grain's record is called in the store.</summary>
    public const string StateName = "roster";

    private static readonly Dictionary<string, RosterEntry> None = [];
    private static readonly Dictionary<string, int> NoneRefused = [];

    private readonly AcknowledgedState<OpenedState<RosterState>> _stored;
    private readonly StateSeal _seal;
    private readonly MasterKeys _keys;
    private readonly ILogger<RosterGrain> _log;

    public RosterGrain(
        [PersistentState(StateName, GrainStorageName.Mote)] IPersistentState<SealedState> stored, StateSeal seal, MasterKeys keys, ILogger<RosterGrain> log)
    {
        (_seal, _keys, _log) = (seal, keys, log);
        _stored = new AcknowledgedState<OpenedState<RosterState>>(new PersistentRecord(stored), failure =>
        {
            LogStoreFailed(Shard, failure);
            DeactivateOnIdle();
        });
    }

    private string Shard => this.GetPrimaryKeyString();

    private Dictionary<string, RosterEntry> Entries => _stored.Current?.State.Entries ?? None;

    private Dictionary<string, int> Refused => _stored.Current?.State.Refusals ?? NoneRefused;

    private RecordName Name => RecordOf(Shard);

    private string Realm => Name.Realm;

    /// <summary>What the record of a shard is sealed for.</summary>
    public static RecordName RecordOf(string shard)
    {
        var realm = shard[..shard.IndexOf('/', StringComparison.Ordinal)];
        return new RecordName(realm, shard[(realm.Length + 1)..], StateName);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _stored.Load(stored =>
        _seal.Open<RosterState>(Name, stored, _ => Task.FromResult(stored.WrappedKey), cancellationToken));

    public Task Intend(string subject, ManifestLine line, CancellationToken cancellationToken) =>
        Change(entries => entries[subject] = new RosterEntry([.. Of(entries, subject), line], IsSettled: false));

    public Task IntendErasure(string subject, CancellationToken cancellationToken) =>
        Change(entries => entries[subject] = new RosterEntry(Of(entries, subject), IsSettled: false));

    public Task Settle(string subject, ManifestLine line, CancellationToken cancellationToken) =>
        Change(entries => entries[subject] = new RosterEntry([line], IsSettled: true));

    public Task Strike(string subject, CancellationToken cancellationToken) => Change(entries => entries.Remove(subject));

    public Task<ManifestLine[]> Lines(string subject, CancellationToken cancellationToken) => Task.FromResult(Of(Entries, subject));

    public Task<Dictionary<Guid, string>> Names(Guid[] people, CancellationToken cancellationToken)
    {
        HashSet<Guid> wanted = [.. people];
        return Task.FromResult(Entries.Where(entry => entry.Value.Lines is [.., var line] && wanted.Contains(line.Person)).ToDictionary(entry => entry.Value.Lines[^1].Person, entry => entry.Key));
    }

    public async Task CountRefusal(string code, CancellationToken cancellationToken)
    {
        var refusals = new Dictionary<string, int>(Refused, StringComparer.Ordinal);
        refusals[code] = refusals.GetValueOrDefault(code) + 1;
        using var master = await _keys.Current(Realm, CancellationToken.None);
        await Write(new RosterState { Entries = Entries, Refusals = refusals }, master);
    }

    public Task<Dictionary<string, int>> Refusals(CancellationToken cancellationToken) => Task.FromResult(Refused);

    public async Task<int> Count(CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return Entries.Count(entry => entry.Value.IsSettled);
    }

    public async Task<string[]> List(string? after, int limit, CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return [.. Entries
            .Where(entry => entry.Value.IsSettled && (after is null || string.CompareOrdinal(entry.Key, after) > 0))
            .Select(entry => entry.Key)
            .Order(StringComparer.Ordinal)
            .Take(limit)];
    }

    public Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken)
    {
        var versions = Entries.Values.SelectMany(entry => entry.Lines).Select(line => line.MasterKeyVersion);
        if (_stored.Current is { } shard)
            versions = versions.Append(shard.MasterKeyVersion);
        return Task.FromResult(versions.CountBy(version => version).ToDictionary());
    }

    public async Task<string[]> SealedBefore(int masterKeyVersion, CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return [.. Entries.Where(entry => entry.Value.Lines.Any(line => line.MasterKeyVersion < masterKeyVersion)).Select(entry => entry.Key)];
    }

    public async Task Rekey(int masterKeyVersion, CancellationToken cancellationToken)
    {
        if (_stored.Current is not { } shard || shard.MasterKeyVersion >= masterKeyVersion)
            return;
        using var master = await _keys.Of(Realm, masterKeyVersion, cancellationToken);
        await Write(shard.State, master);
    }

    /// <summary>Settles the intents that a stopped silo or a failed write left behind, by what the identities say.</summary>
    private async Task Reconcile(CancellationToken cancellationToken)
    {
        var intents = Entries.Where(entry => !entry.Value.IsSettled).Select(entry => entry.Key).ToArray();
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
            {
                if (presence == Presence.Enrolled)
                    entries[subject] = entries[subject] with { IsSettled = true };
                else
                    entries.Remove(subject);
            }
        });
    }

    private static ManifestLine[] Of(Dictionary<string, RosterEntry> entries, string subject) => entries.TryGetValue(subject, out var entry) ? entry.Lines : [];

    private async Task Change(Action<Dictionary<string, RosterEntry>> change)
    {
        var entries = new Dictionary<string, RosterEntry>(Entries, StringComparer.Ordinal);
        change(entries);
        using var master = await _keys.Current(Realm, CancellationToken.None);
        await Write(new RosterState { Entries = entries, Refusals = Refused }, master);
    }

    private Task Write(RosterState next, MasterKey master)
    {
        var (record, line) = _seal.Seal(Name, _stored.Current?.Revision ?? 0, next, master);
        return _stored.Replace(
            new SealedState { Record = record, WrappedKey = line.WrappedKey }, new OpenedState<RosterState>(next, line.Revision, line.MasterKeyVersion));
    }

    [LoggerMessage(1, LogLevel.Error, "The record of roster {Shard} was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(string shard, Exception failure);
}
