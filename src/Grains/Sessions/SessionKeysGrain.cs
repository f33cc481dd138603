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
    private readonly MasterKeys _keys;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionKeysGrain> _log;

    public SessionKeysGrain(
        [PersistentState(State, GrainStorageName.Mote)] IPersistentState<SealedState> stored,
        IChangeConfirmation confirmation,
        StateSeal seal,
        MasterKeys keys,
        TimeProvider time,
        ILogger<SessionKeysGrain> log)
    {
        (_keys, _time, _log) = (keys, time, log);
        _record = new(new RecordName(Caller.ServiceRealm, "service", State), new PersistentRecord(stored, confirmation), seal, keys, SessionKeysContent.Write, SessionKeysContent.Read, EndActivation);
    }

    // Under a master key that is there no more they are worth nothing: others are made, and everybody signs in again.
    private SessionKeys Stored
    {
        get
        {
            try
            {
                return _record.Current ?? SessionKeys.Empty;
            }
            catch (MoteException refusal) when (refusal.Code == ProblemCode.KeyMissing)
            {
                return SessionKeys.Empty;
            }
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() != Caller.ServiceRealm)
            throw new InvalidOperationException("Sessions are the service's.");
        await _record.Load(cancellationToken);
        await Renew(cancellationToken);
    }

    public void Dispose() => _record.Dispose();

    public Task<SessionKeys> Known(CancellationToken cancellationToken) => Task.FromResult(Stored);

    public async Task<bool> Add(long revision, string key, CancellationToken cancellationToken)
    {
        if (key.Length > SessionKeys.Longest)
            throw new MoteException(ProblemCode.InvalidRequest, "That is no key of sessions.");
        var before = Stored;
        if (before.Revision != revision)
            return false;
        await _record.Write(before with { Revision = revision + 1, Keys = [.. before.Keys.Append(key).TakeLast(SessionKeys.Most)] });
        return true;
    }

    public Task End(EndedSession session, CancellationToken cancellationToken)
    {
        var (before, now) = (Stored, _time.GetUtcNow());
        // The keys are as they were, so that whoever knows them need not read them again.
        return _record.Write(before with { Ended = [.. before.Ended.Append(session).Where(ended => ended.Until > now).OrderByDescending(ended => ended.Until).Take(SessionKeys.MostEnded)] });
    }

    public Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken) =>
        Task.FromResult(_record.MasterKeyVersion is { } version ? new Dictionary<int, int> { [version] = 1 } : []);

    public Task Rekey(int masterKeyVersion, CancellationToken cancellationToken) => _record.Rekey(masterKeyVersion, cancellationToken);

    /// <summary>Brings the record under the current master key: where the service has no keys of its own, nobody asks for that.</summary>
    private async Task Renew(CancellationToken cancellationToken)
    {
        try
        {
            using var current = await _keys.Current(Caller.ServiceRealm, cancellationToken);
            await _record.Rekey(current.Version, cancellationToken);
        }
        catch (MoteException failure)
        {
            LogNotRenewed(failure);
        }
    }

    private void EndActivation(Exception failure)
    {
        LogStoreFailed(failure);
        DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Error, "The record of the keys of sessions was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "The record of the keys of sessions is not under the current master key yet")]
    private partial void LogNotRenewed(Exception failure);
}
