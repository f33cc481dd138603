using Microsoft.Extensions.Logging;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Contracts.Realms;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Contracts.Sessions;
using Mote.Grains.Keys;
using Mote.Grains.Roster;
using Mote.Protocol;

namespace Mote.Grains.Rotation;

/// <summary>Walks a realm's roster and brings one record after another under the current master key.</summary>
internal sealed partial class KeyRotationGrain(MasterKeys keys, CohortKey cohort, AuditWriter audit, TimeProvider time, ILogger<KeyRotationGrain> log) : Grain, IKeyRotationGrain, IDisposable
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    // Enough to keep the store busy; training has its own gate.
    private const int AtOnce = 4;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    // An enrolment under way finishes its record first.
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private KeyRotationStatus? _status;
    private Task _run = Task.CompletedTask;

    private string Realm => this.GetPrimaryKeyString();

    private IAuditRealmGrain Trail => GrainFactory.GetGrain<IAuditRealmGrain>(Realm);

    private IReenrolmentJobGrain Reenrolments => GrainFactory.GetGrain<IReenrolmentJobGrain>(Realm);

    private IAccessGrain Access => GrainFactory.GetGrain<IAccessGrain>(Realm);

    // The service's own records are sealed like a realm's.
    private IRealmsGrain? Realms => Realm == Caller.ServiceRealm ? GrainFactory.GetGrain<IRealmsGrain>(Realm) : null;

    private ISessionKeysGrain? Sessions => Realm == Caller.ServiceRealm ? GrainFactory.GetGrain<ISessionKeysGrain>(Realm) : null;

    private IRosterGrain[] Shards => [.. Enumerable.Range(0, RosterShard.Count).Select(shard => GrainFactory.GetGrain<IRosterGrain>(RosterShard.KeyOf(Realm, shard)))];

    public async Task<KeyRotationStatus> Start(CancellationToken cancellationToken)
    {
        if (_status is { } under && !_run.IsCompleted)
            return under;

        var version = (await keys.VersionsAnew(Realm, cancellationToken))[^1];
        _status = new KeyRotationStatus(version, KeyRotationState.Running, 0, 0, []);
        _run = Run(version, Caller.Required, _stop.Token);
        return _status;
    }

    public async Task<KeyRotationStatus?> Status(TimeSpan patience, CancellationToken cancellationToken)
    {
        await _run.WaitAsync(patience, time, cancellationToken).ConfigureAwait(Quietly);
        cancellationToken.ThrowIfCancellationRequested();
        return _status;
    }

    public async Task<KeyUse[]> Uses(CancellationToken cancellationToken)
    {
        var provided = await keys.VersionsAnew(Realm, cancellationToken);
        Task<Dictionary<int, int>>[] ofService = Realms is { } realms && Sessions is { } sessions ? [realms.KeyUse(cancellationToken), sessions.KeyUse(cancellationToken)] : [];
        var uses = await Task.WhenAll([Trail.KeyUse(cancellationToken), Reenrolments.KeyUse(cancellationToken), Access.KeyUse(cancellationToken), .. ofService, .. Shards.Select(shard => shard.KeyUse(cancellationToken))]);
        var records = uses.SelectMany(use => use).GroupBy(use => use.Key, use => use.Value).ToDictionary(version => version.Key, version => version.Sum());
        // Counted like a record, so that whoever looks at the number alone destroys no key that the pack needs.
        var ofCohort = await cohort.Version(Realm, cancellationToken);
        if (ofCohort is { } needed)
            records[needed] = records.GetValueOrDefault(needed) + 1;
        return [.. provided.Union(records.Keys).Order().Select(version =>
            new KeyUse(version, provided.Contains(version), version == provided[^1], records.GetValueOrDefault(version), version == ofCohort))];
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run;
    }

    public void Dispose() => _stop.Dispose();

    private async Task Run(int version, Caller caller, CancellationToken stop)
    {
        HashSet<string> refused = new(StringComparer.Ordinal);
        var done = 0;
        try
        {
            await audit.Append(Realm, new AuditEvent(AuditKind.KeysRotated, AuditOutcome.Done, caller)).WaitAsync(stop);
            while (await Outstanding(version, refused, stop) is { Length: > 0 } subjects)
            {
                DelayDeactivation(Lease);
                var before = done;
                Report(KeyRotationState.Running, subjects.Length);
                foreach (var some in subjects.Chunk(AtOnce))
                {
                    await Task.WhenAll(some.Select(Rekey));
                    Report(KeyRotationState.Running, subjects.Length - (done - before));
                }

                if (done == before && refused.Count < subjects.Length)
                    await Task.Delay(BusyPause, time, stop);
            }

            await Task.WhenAll(Shards.Select(Reseal));
            await Reenrolments.Rekey(version, stop);
            await Access.Rekey(version, stop);
            if (Realms is { } realms)
                await realms.Rekey(version, stop);
            if (Sessions is { } sessions)
                await sessions.Rekey(version, stop);
            while (!await Trail.Rekey(version, stop))
                DelayDeactivation(Lease);
            Report(refused.Count == 0 ? KeyRotationState.Complete : KeyRotationState.Incomplete, 0);
            LogEnded(Realm, version, done, refused.Count);
        }
        catch (Exception failure)
        {
            Report(KeyRotationState.Incomplete, 0);
            LogStopped(Realm, version, failure);
        }
        finally
        {
            DelayDeactivation(TimeSpan.Zero);
        }

        async Task Rekey(string subject)
        {
            try
            {
                if (await GrainFactory.GetGrain<IIdentityGrain>(new IdentityKey(Realm, subject).ToString()).Rekey(version, stop))
                    done++;
            }
            catch (MoteException refusal) when (refusal.Kind is not (ProblemKind.Busy or ProblemKind.Unavailable))
            {
                refused.Add(subject);
                LogRefused(Realm, refusal);
            }
        }

        async Task Reseal(IRosterGrain shard)
        {
            while (!await shard.RekeySome(version, stop))
                DelayDeactivation(Lease);
        }

        void Report(KeyRotationState state, int outstanding) =>
            _status = new KeyRotationStatus(version, state, done + refused.Count + outstanding, done, [.. refused.Order(StringComparer.Ordinal)]);
    }

    private async Task<string[]> Outstanding(int version, HashSet<string> refused, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var subjects = await Task.WhenAll(Shards.Select(shard => shard.SealedBefore(version, stop)));
        return [.. subjects.SelectMany(shard => shard).Where(subject => !refused.Contains(subject))];
    }

    [LoggerMessage(1, LogLevel.Information, "Realm {Realm} is under master key {Version}: {Done} records brought under it, {Refused} refused")]
    private partial void LogEnded(string realm, int version, int done, int refused);

    [LoggerMessage(2, LogLevel.Error, "Bringing realm {Realm} under master key {Version} stopped; started again, it goes on where it stood")]
    private partial void LogStopped(string realm, int version, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "A record of realm {Realm} stays under its old master key: whose, the rotation tells who asks for it")]
    private partial void LogRefused(string realm, Exception refusal);
}
