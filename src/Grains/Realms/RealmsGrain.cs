using Microsoft.Extensions.Logging;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Realms;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Realms;

/// <summary>Keeps the realms in one record of the service's own, and wakes whoever waits for a change of them.</summary>
internal sealed partial class RealmsGrain : Grain, IRealmsGrain, IDisposable
{
    /// <summary>What the record is called in the store.</summary>
    public const string State = "realms";

    private readonly RealmRecord<RealmDirectory> _record;
    private readonly ConfirmedChanges _changes;
    private readonly ChangeSignal _change = new();
    private readonly RealmRule _rule;
    private readonly AuditWriter _audit;
    private readonly TimeProvider _time;
    private readonly ILogger<RealmsGrain> _log;

    public RealmsGrain(
        [PersistentState(State, GrainStorageName.Mote)] IPersistentState<SealedState> stored,
        IChangeConfirmation confirmation,
        StateSeal seal,
        MasterKeys keys,
        RealmRule rule,
        AuditWriter audit,
        TimeProvider time,
        ILogger<RealmsGrain> log)
    {
        (_rule, _audit, _time, _log) = (rule, audit, time, log);
        var record = new PersistentRecord(stored, confirmation);
        _changes = new ConfirmedChanges(record, confirmation);
        _record = new(new RecordName(Caller.ServiceRealm, "service", State), record, seal, keys, RealmDirectoryContent.Write, RealmDirectoryContent.Read, End);
    }

    private RealmDirectory Stored => _record.Current ?? RealmDirectory.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.GetPrimaryKeyString() == Caller.ServiceRealm
        ? _record.Load(cancellationToken)
        : throw new InvalidOperationException("There is one directory of realms, and it is the service's.");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _change.Wake();
        return Task.CompletedTask;
    }

    public void Dispose() => _record.Dispose();

    public Task<DirectoryRealm> Make(RealmSettings settings, CancellationToken cancellationToken) => _changes.Make(() => Make(settings));

    public Task<RealmDirectory> List(CancellationToken cancellationToken) => Task.FromResult(Stored);

    public Task Remove(string name, CancellationToken cancellationToken) => _changes.Make(() => Remove(name));

    public async Task Gone(string name, CancellationToken cancellationToken)
    {
        if (Stored.Find(name) is { Standing: RealmStanding.Removing })
            await Stand(name, RealmStanding.Removed);
    }

    public Task<RealmDirectory> Known(CancellationToken cancellationToken) => Task.FromResult(Stored);

    public Task Changed(long revision, TimeSpan patience, CancellationToken cancellationToken) =>
        _change.Wait(Stored.Revision == revision, patience, _time, cancellationToken);

    public Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken) =>
        Task.FromResult(_record.MasterKeyVersion is { } version ? new Dictionary<int, int> { [version] = 1 } : []);

    public Task Rekey(int masterKeyVersion, CancellationToken cancellationToken) => _record.Rekey(masterKeyVersion, cancellationToken);

    private async Task<DirectoryRealm> Make(RealmSettings settings)
    {
        _rule.Require(settings);
        var before = Stored;
        if (before.Find(settings.Name) is not null)
            throw new MoteException(ProblemCode.RealmExists, $"There is or was a realm '{settings.Name}': choose another name.");
        if (before.Realms.Count >= RealmDirectory.Most)
            throw new MoteException(ProblemCode.InvalidRequest, $"There are or were {RealmDirectory.Most} realms, as many as one service makes.");
        var made = new DirectoryRealm(settings, RealmStanding.Served, _time.GetUtcNow(), Caller.Required.Name);
        // Told first: a realm that the trail does not know of is none.
        await Note(AuditKind.RealmMade, settings.Name);
        await Replace(before, before.Realms.Append(made));
        return made;
    }

    private async Task Remove(string name)
    {
        if (Find(name).Standing == RealmStanding.Removing)
            return;
        await Stand(name, RealmStanding.Removing);
        try
        {
            await Note(AuditKind.RealmRemoved, name);
        }
        catch (Exception failure)
        {
            // The trail goes on trying; nothing that is shut is opened for it.
            LogUnaudited(name, failure);
        }
    }

    private DirectoryRealm Find(string name) => Stored.Find(name) is { Standing: not RealmStanding.Removed } realm
        ? realm
        : throw new MoteException(ProblemCode.RealmUnknown, "There is no realm of that name: the list of realms has all that there are.");

    private Task Stand(string name, RealmStanding standing)
    {
        var before = Stored;
        return Replace(before, before.Realms.Select(realm => realm.Name == name ? realm with { Standing = standing } : realm));
    }

    private async Task Replace(RealmDirectory before, IEnumerable<DirectoryRealm> realms)
    {
        await _record.Write(new RealmDirectory(before.Revision + 1, [.. realms.OrderBy(realm => realm.Name, StringComparer.Ordinal)]));
        _change.Wake();
    }

    private Task Note(AuditKind kind, string realm) =>
        _audit.Append(Caller.ServiceRealm, new AuditEvent(kind, AuditOutcome.Done, Caller.Required) { Realm = realm });

    private void End(Exception failure)
    {
        LogStoreFailed(failure);
        DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Error, "That realm {Realm} is removed is not in the audit trail yet")]
    private partial void LogUnaudited(string realm, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "The record of the realms was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(Exception failure);
}
