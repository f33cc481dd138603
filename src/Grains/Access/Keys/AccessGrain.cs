using Microsoft.Extensions.Logging;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Keys;
using Mote.Grains.Rates;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Access.Keys;

/// <summary>Keeps a realm's API keys in one record, and wakes whoever waits for a change of them.</summary>
internal sealed partial class AccessGrain : Grain, IAccessGrain, IDisposable
{
    /// <summary>What the record is called in the store.</summary>
    public const string State = "api-keys";

    private readonly RealmRecord<IssuedKeys> _record;
    private readonly ConfirmedChanges _changes;
    private readonly ChangeSignal _change = new();
    private readonly AuditWriter _audit;
    private readonly RateRule _rates;
    private readonly TimeProvider _time;
    private readonly ILogger<AccessGrain> _log;

    public AccessGrain(
        [PersistentState(State, GrainStorageName.Mote)] IPersistentState<SealedState> stored,
        IChangeConfirmation confirmation,
        StateSeal seal,
        MasterKeys keys,
        AuditWriter audit,
        RateRule rates,
        TimeProvider time,
        ILogger<AccessGrain> log)
    {
        (_audit, _rates, _time, _log) = (audit, rates, time, log);
        var record = new PersistentRecord(stored, confirmation);
        _changes = new ConfirmedChanges(record, confirmation);
        _record = new(new RecordName(Realm, "access", State), record, seal, keys, IssuedKeysContent.Write, IssuedKeysContent.Read, End);
    }

    private string Realm => this.GetPrimaryKeyString();

    private IssuedKeys Stored => _record.Current ?? IssuedKeys.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _record.Load(cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _change.Wake();
        return Task.CompletedTask;
    }

    public void Dispose() => _record.Dispose();

    public Task<IssuedKey> Make(ApiKeyGrant grant, byte[] sha256, string prefix, CancellationToken cancellationToken) => _changes.Make(() => Make(grant, sha256, prefix));

    public Task<IssuedKeys> List(CancellationToken cancellationToken) => Task.FromResult(Stored);

    public Task<IssuedKey> Limit(string name, KeyLimits limits, CancellationToken cancellationToken) => _changes.Make(() => Limit(name, limits));

    public Task Revoke(string name, CancellationToken cancellationToken) => _changes.Make(() => Revoke(name));

    public Task<IssuedKeys> Issued(CancellationToken cancellationToken) => Task.FromResult(Stored);

    public Task Changed(long revision, TimeSpan patience, CancellationToken cancellationToken) =>
        _change.Wait(Stored.Revision == revision, patience, _time, cancellationToken);

    public Task RevokeAll(CancellationToken cancellationToken) => _changes.Make(() => Stored.Keys is [] ? Task.CompletedTask : Replace(Stored, []));

    public Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken) =>
        Task.FromResult(_record.MasterKeyVersion is { } version ? new Dictionary<int, int> { [version] = 1 } : []);

    public Task Rekey(int masterKeyVersion, CancellationToken cancellationToken) => _record.Rekey(masterKeyVersion, cancellationToken);

    private async Task<IssuedKey> Make(ApiKeyGrant grant, byte[] sha256, string prefix)
    {
        var (before, caller) = (Stored, Caller.Required);
        var granted = GrantRule.Granted(caller, grant with { TargetFalseMatchRate = _rates.OfKey(Realm, grant.TargetFalseMatchRate) }, _time.GetUtcNow());
        if (before.Keys.Any(key => key.Grant.Name == granted.Name))
            throw new MoteException(ProblemCode.ApiKeyExists, $"There is an API key '{granted.Name}' in this realm: choose another name, or revoke it.");
        if (before.Keys.Count >= IssuedKeys.Most)
            throw new MoteException(ProblemCode.InvalidRequest, $"There are {IssuedKeys.Most} API keys in this realm, as many as one has: revoke some that nobody uses.");
        var made = new IssuedKey(granted, sha256, prefix, _time.GetUtcNow(), caller.Name);
        await Replace(before, [.. before.Keys.Append(made).OrderBy(key => key.Grant.Name, StringComparer.Ordinal)]);
        try
        {
            await Note(AuditKind.ApiKeyMade, caller, granted.Name);
        }
        catch (Exception unaudited)
        {
            // A key that the trail may not know of, and whose secret nobody is told, is none.
            await Replace(Stored, before.Keys);
            LogUnaudited(Realm, unaudited);
            throw new MoteException(ProblemCode.AuditUnavailable, "The audit trail does not take it, so no key was made: try again.");
        }

        return made;
    }

    private async Task<IssuedKey> Limit(string name, KeyLimits limits)
    {
        var (before, key) = Find(name);
        var limited = key with { Grant = GrantRule.Limited(key.Grant, limits with { TargetFalseMatchRate = _rates.OfKey(Realm, limits.TargetFalseMatchRate) }, _time.GetUtcNow()) };
        await Replace(before, [.. before.Keys.Select(one => one == key ? limited : one)]);
        await Happened(AuditKind.ApiKeyLimited, name);
        return limited;
    }

    private async Task Revoke(string name)
    {
        var (before, key) = Find(name);
        await Replace(before, [.. before.Keys.Where(one => one != key)]);
        await Happened(AuditKind.ApiKeyRevoked, name);
    }

    private (IssuedKeys Ring, IssuedKey Key) Find(string name)
    {
        var ring = Stored;
        return ring.Keys.FirstOrDefault(key => key.Grant.Name == name) is { } key
            ? (ring, key)
            : throw new MoteException(ProblemCode.ApiKeyUnknown, "There is no API key of that name in this realm: the list of keys has all that there are.");
    }

    private async Task Replace(IssuedKeys before, IReadOnlyList<IssuedKey> keys)
    {
        await _record.Write(new IssuedKeys(before.Revision + 1, keys));
        _change.Wake();
    }

    private Task Note(AuditKind kind, Caller caller, string name) =>
        _audit.Append(Realm, new AuditEvent(kind, AuditOutcome.Done, caller) { ApiKey = name });

    /// <summary>Notes what must not wait for the trail: a failure of it is logged, and it goes on trying.</summary>
    private async Task Happened(AuditKind kind, string name)
    {
        try
        {
            await Note(kind, Caller.Required, name);
        }
        catch (Exception failure)
        {
            LogUnaudited(Realm, failure);
        }
    }

    private void End(Exception failure)
    {
        LogStoreFailed(Realm, failure);
        DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Error, "A change of the API keys of realm {Realm} is not in the audit trail yet")]
    private partial void LogUnaudited(string realm, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "The record of the API keys of realm {Realm} was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(string realm, Exception failure);
}
