using Microsoft.Extensions.Logging;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Abstractions.Roster;
using Mote.Grains.Certification;
using Mote.Grains.Embedding;
using Mote.Grains.Keys;
using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Grains.Training;
using Mote.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Protection;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>
/// Owns one person's model-template. Enrolment runs beside the mailbox, on the grain's own scheduler and with training
/// off it, so every other question is answered meanwhile. The snapshot changes only after the store has taken its record.
/// </summary>
internal sealed partial class IdentityGrain : Grain, IIdentityGrain, IDisposable
{
    /// <summary>What the grain's record is called in the store.</summary>
    public const string StateName = "identity";

    private readonly AcknowledgedState<EnrolledIdentity> _stored;
    private readonly OperationLog _operations;
    private readonly IdentitySeal _seal;
    private readonly MasterKeys _keys;
    private readonly TrainingGate _gate;
    private readonly EmbedderPool _pool;
    private readonly EnrolmentSettingsReader _settings;
    private readonly ReenrolmentRule _reenrolment;
    private readonly CertificateRules _rules;
    private readonly CohortPack _cohort;
    private readonly TimeProvider _time;
    private readonly ILogger<IdentityGrain> _log;

    // Decisions write, too, and they interleave with everything.
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Task _settling = Task.CompletedTask;
    private bool _isErasing;

    public IdentityGrain(
        [PersistentState(StateName, GrainStorageName.Mote)] IPersistentState<SealedState> stored,
        IdentitySeal seal,
        MasterKeys keys,
        TrainingGate gate,
        EmbedderPool pool,
        EnrolmentSettingsReader settings,
        ReenrolmentRule reenrolment,
        CertificateRules rules,
        CohortPack cohort,
        LockoutRule lockoutRule,
        CarriedLockouts carried,
        TimeProvider time,
        ILogger<IdentityGrain> log)
    {
        (_seal, _keys, _gate, _pool, _settings, _reenrolment, _rules, _cohort, _time, _log) = (seal, keys, gate, pool, settings, reenrolment, rules, cohort, time, log);
        (_lockoutRule, _carried) = (lockoutRule, carried);
        _stored = new AcknowledgedState<EnrolledIdentity>(stored, failure =>
        {
            LogStoreFailed(Key, failure);
            DeactivateOnIdle();
        });
        _operations = new OperationLog(() => _stored.Readable?.State);
    }

    private IdentityKey Key => IdentityKey.Parse(this.GetPrimaryKeyString());

    private IEmbedderGrain Embedder => GrainFactory.GetGrain<IEmbedderGrain>(0);

    private IRosterGrain Roster => GrainFactory.GetGrain<IRosterGrain>(RosterShard.KeyOf(Key));

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _stored.Load(stored => _seal.Open(Key, stored, Roster, cancellationToken));
        TakeUpLockout();
        Stay();
        // Not awaited: the roster may be waiting for this activation to say whether it is enrolled.
        if (_stored.Readable is { IsSettled: false, IsLatest: true } landed)
            _settling = Settle(() => Roster.Settle(Key.Subject, landed.Line, CancellationToken.None));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_run is { HasEnded: false } run)
            await run.Stop();
        LeaveLockout();
    }

    public void Dispose()
    {
        _run?.Dispose();
        _writing.Dispose();
    }

    public Task<VerificationResult> Verify(byte[] photo, CancellationToken cancellationToken) => Decide(
        AuditKind.Verified, async enrolled => enrolled.Decide(await Embedder.Embed(photo, cancellationToken), _cohort), result => result);

    public Task<IdentityDescription?> Describe(CancellationToken cancellationToken) => Task.FromResult(
        _stored.Current is { } enrolled ? enrolled.Description with { LockedUntil = LockedUntil } : null);

    public Task<Presence> Presence(CancellationToken cancellationToken) => Task.FromResult(
        _isErasing || (_run is { HasEnded: false } && !_stored.Exists) ? Abstractions.Identities.Presence.Changing :
        _stored.Exists ? Abstractions.Identities.Presence.Enrolled :
        Abstractions.Identities.Presence.Absent);

    public async Task<bool> Erase(CancellationToken cancellationToken)
    {
        var (caller, person) = (Caller.Current, _stored.Readable?.Person);
        if (_run is { HasEnded: false } run)
            await run.Stop();
        if (!_stored.Exists)
            return false;

        _isErasing = true;
        try
        {
            // Past this point a caller who gave up must not leave the erasure half done.
            await _settling;
            await _writing.WaitAsync(CancellationToken.None);
            try
            {
                await Roster.IntendErasure(Key.Subject, _operations.Remembered, CancellationToken.None);
                await _stored.Clear();
            }
            finally
            {
                _writing.Release();
            }

            _lockout = Lockout.None;
            _excluded = null;
            _operations.Forget();
            _run?.Dispose();
            _run = null;
            Stay();
        }
        finally
        {
            _isErasing = false;
        }

        await Settle(() => Roster.Strike(Key.Subject, CancellationToken.None));
        LogErased(Key);
        await Note(new AuditEvent(AuditKind.Erased, AuditOutcome.Done, caller) { Person = person });
        return true;
    }

    public async Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken)
    {
        if (_run is { HasEnded: false })
            return false;
        if (_stored.Current is not { } current)
            return true;

        using var master = await _keys.Of(Key.Realm, masterKeyVersion, cancellationToken);
        using var keys = TemplateKeys.New(master, IdentitySeal.Template(Key, current.State.Version), current.Template.Dimension);
        var template = await _gate.Rebase(current.Template, keys.Transform, cancellationToken);
        await Write(current.State with { Template = ProtectedTemplate.Seal(template, keys).ToBytes() }, template, master);
        LogRekeyed(Key, masterKeyVersion);
        return true;
    }

    /// <summary>Protects and stores what was trained.</summary>
    private async Task<IdentityDescription> Keep(
        ModelTemplate trained, Recognition.Certification.Certificate certificate, TemplateKeys keys, MasterKey master, int version, Operation operation, double balance)
    {
        var template = trained.Certified(certificate.ToBytes());
        var next = new IdentityState
        {
            Template = ProtectedTemplate.Seal(template, keys).ToBytes(),
            Version = version,
            EnrolledAt = _time.GetUtcNow(),
            Balance = balance,
            Operation = operation.Id,
            Operations = _operations.After(operation),
        };
        var enrolled = await Write(next, template, master);
        LogEnrolled(Key, version, enrolled.Description.Recipe);
        return enrolled.Description;
    }

    /// <summary>Seals and stores a record, one after another.</summary>
    private async Task<EnrolledIdentity> Write(IdentityState next, ModelTemplate template, MasterKey master)
    {
        await _writing.WaitAsync();
        try
        {
            return await WriteAlone(next, template, master);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The manifest knows the record before it is written, and it alone after.</summary>
    private async Task<EnrolledIdentity> WriteAlone(IdentityState next, ModelTemplate template, MasterKey master)
    {
        var (stored, successor) = _seal.Seal(Key, _stored.Current, next with { Lockout = Lasting }, template, master);
        await _settling;
        await Roster.Intend(Key.Subject, successor.Line, CancellationToken.None);
        await _stored.Replace(stored, successor);
        Stay();
        await Settle(() => Roster.Settle(Key.Subject, successor.Line, CancellationToken.None));
        return successor;
    }

    /// <summary>Keeps the activation for as long as something hangs on it that the store does not have, and no longer.</summary>
    private void Stay() => DelayDeactivation(ActivationLease.Of(_isEnrolling, IsLockoutStored ? null : _lockoutRule.Longest));

    /// <summary>Settles the roster's intent; one left behind by a failure is settled when the roster is next asked.</summary>
    private async Task Settle(Func<Task> settlement)
    {
        try
        {
            await settlement();
        }
        catch (Exception failure)
        {
            LogUnsettled(Key, failure);
        }
    }

    private static MoteException NotEnrolled() =>
        new(ProblemCode.NotEnrolled, "Nobody of that name is enrolled here: enrol first.");

    [LoggerMessage(1, LogLevel.Information, "Enrolled {Identity} version {Version} by {Recipe}")]
    private partial void LogEnrolled(IdentityKey identity, int version, string recipe);

    [LoggerMessage(2, LogLevel.Information, "Erased {Identity}")]
    private partial void LogErased(IdentityKey identity);

    [LoggerMessage(4, LogLevel.Error, "The record of {Identity} was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(IdentityKey identity, Exception failure);

    [LoggerMessage(5, LogLevel.Warning, "The roster's entry of {Identity} stays an intent until it is next asked")]
    private partial void LogUnsettled(IdentityKey identity, Exception failure);

    [LoggerMessage(6, LogLevel.Information, "Brought {Identity} under master key {Version}")]
    private partial void LogRekeyed(IdentityKey identity, int version);
}
