using Microsoft.Extensions.Logging;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Keys;
using Mote.Grains.Realms.Served;
using Mote.Grains.Stored;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Roster;

/// <summary>Runs one shard of a realm's roster and manifest. What several callers change at once is written at once.</summary>
[Reentrant]
internal sealed partial class RosterGrain(
    ManifestStore store, StoredRecords records, MasterKeys keys, AuditWriter writer, RealmBook realms, TimeProvider time, ILogger<RosterGrain> log) : Grain, IRosterGrain, IDisposable
{
    private ManifestShard? _shard;
    private MoteException? _refusal;

    private ShardKey Key => ShardKey.Parse(this.GetPrimaryKeyString());

    // A refusal ends the activation: it may be mended, and the next one reads again.
    private ManifestShard Shard
    {
        get
        {
            if (_refusal is null)
                return _shard!;
            EndActivation(_refusal);
            throw new MoteException(_refusal.Code, _refusal.Message);
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var around = new ShardSurroundings(
            (subject, stop) => GrainFactory.GetGrain<IIdentityGrain>(new IdentityKey(Key.Realm, subject).ToString()).Presence(stop),
            EndActivation,
            failure => LogDelayed(Key, failure),
            (entry, isInDoubt) => isInDoubt ? writer.Chain(Key.Realm).AppendOnce(entry, CancellationToken.None) : writer.Append(Key.Realm, entry),
            failure => LogUnnoted(Key, failure));
        try
        {
            _shard = await ManifestShard.Load(store, keys, Key, around, time, cancellationToken);
            // Of a change that was made the trail is to know soon.
            if (_shard.Head.Owed is not [])
                _shard.Changes.GoOn();
        }
        catch (MoteException refusal)
        {
            _refusal = refusal;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _shard?.Stop() ?? Task.CompletedTask;

    public void Dispose() => _shard?.Dispose();

    public Task Intend(string subject, ManifestLine line, AuditEvent? entry, Guid? enrols, CancellationToken cancellationToken) => realms.IsShut(Key.Realm)
        ? throw new MoteException(ProblemCode.RealmUnknown, "The realm is being removed: nobody is enrolled or changed there any more.")
        : Shard.Changes.Intend(subject, line, entry, enrols);

    public Task IntendErasure(string subject, Guid[] operations, AuditEvent entry, CancellationToken cancellationToken) => Shard.Changes.IntendErasure(subject, operations, entry);

    public Task Settle(string subject, ManifestLine line, CancellationToken cancellationToken) => Shard.Changes.Settle(subject, line);

    public Task Strike(string subject, CancellationToken cancellationToken) => Shard.Changes.Strike(subject);

    public Task<long> NotedUpTo(CancellationToken cancellationToken) => Task.FromResult(Shard.Head.Noted);

    public Task<ManifestLine[]> Lines(string subject, CancellationToken cancellationToken) => Shard.Lines(subject);

    public Task<Dictionary<Guid, string>> Names(Guid[] people, CancellationToken cancellationToken) => Shard.NamesOf(people, cancellationToken);

    public Task CountRefusal(string code, CancellationToken cancellationToken) => Shard.CountRefusal(code);

    public Task<Dictionary<string, int>> Refusals(CancellationToken cancellationToken) => Task.FromResult(Shard.Head.Refusals);

    public Task<int> Count(CancellationToken cancellationToken) => Shard.Count(cancellationToken);

    public Task<string[]> List(string? after, int limit, CancellationToken cancellationToken) => Shard.List(after, limit, cancellationToken);

    public Task<string[]> Some(int limit, CancellationToken cancellationToken) => Shard.Some(limit, cancellationToken);

    public Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken) => Shard.KeyUse();

    public Task<string[]> SealedBefore(int masterKeyVersion, CancellationToken cancellationToken) => Shard.SealedBefore(masterKeyVersion, cancellationToken);

    public Task<bool> RekeySome(int masterKeyVersion, CancellationToken cancellationToken) => Shard.RekeySome(masterKeyVersion, cancellationToken);

    public async Task<ManifestCheck> Check(CancellationToken cancellationToken)
    {
        try
        {
            return await Shard.Check(subject => records.DigestOf(new IdentityKey(Key.Realm, subject)), cancellationToken);
        }
        catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
        {
            return new ManifestCheck(new ManifestStamp(Key.Shard, 0, []), 0, 0, damage.Code, damage.Message, null);
        }
    }

    private void EndActivation(Exception failure)
    {
        LogStoreFailed(Key, failure);
        DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Error, "Roster {Shard} was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(ShardKey shard, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "Rows or names of roster {Shard} are not stored yet: its head says what they will be, and they are tried again")]
    private partial void LogDelayed(ShardKey shard, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "The audit trail did not take the entry of a change of roster {Shard}: it stays owed, and is given again")]
    private partial void LogUnnoted(ShardKey shard, Exception failure);
}
