using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Sessions;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Sessions;

/// <summary>Keeps the keys of sessions in one record of the service's own, sealed like all state.</summary>
internal sealed partial class SessionKeysGrain : Grain, ISessionKeysGrain, IDisposable
{
    /// <summary>What the record is called in the store.</summary>
    public const string State = "session-keys";

    private readonly RealmRecord<SessionKeys> _record;
    private readonly ILogger<SessionKeysGrain> _log;

    public SessionKeysGrain(
        [PersistentState(State, GrainStorageName.Mote)] IPersistentState<SealedState> stored,
        IChangeConfirmation confirmation,
        StateSeal seal,
        MasterKeys keys,
        ILogger<SessionKeysGrain> log)
    {
        _log = log;
        _record = new(new RecordName(Caller.ServiceRealm, "service", State), new PersistentRecord(stored, confirmation), seal, keys, SessionKeysContent.Write, SessionKeysContent.Read, End);
    }

    private SessionKeys Stored => _record.Current ?? SessionKeys.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.GetPrimaryKeyString() == Caller.ServiceRealm
        ? _record.Load(cancellationToken)
        : throw new InvalidOperationException("Sessions are the service's.");

    public void Dispose() => _record.Dispose();

    public Task<SessionKeys> Known(CancellationToken cancellationToken) => Task.FromResult(Stored);

    public async Task<bool> Add(long revision, string key, CancellationToken cancellationToken)
    {
        if (key.Length > SessionKeys.Longest)
            throw new MoteException(ProblemCode.InvalidRequest, "That is no key of sessions.");
        var before = Stored;
        if (before.Revision != revision)
            return false;
        await _record.Write(new SessionKeys(revision + 1, [.. before.Keys.Append(key).TakeLast(SessionKeys.Most)]));
        return true;
    }

    public Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken) =>
        Task.FromResult(_record.MasterKeyVersion is { } version ? new Dictionary<int, int> { [version] = 1 } : []);

    public Task Rekey(int masterKeyVersion, CancellationToken cancellationToken) => _record.Rekey(masterKeyVersion, cancellationToken);

    private void End(Exception failure)
    {
        LogStoreFailed(failure);
        DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Error, "The record of the keys of sessions was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(Exception failure);
}
