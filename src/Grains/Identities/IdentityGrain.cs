using Microsoft.Extensions.Logging;
using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Abstractions.Roster;
using Mote.Grains.Certification;
using Mote.Grains.Keys;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Grains.Training;
using Mote.Protocol;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Protection;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>
/// Owns one person's model-template. Enrolment runs beside the mailbox, on the grain's own scheduler and with training
/// off it, so every other question is answered meanwhile. The snapshot changes only after the store has taken its record.
/// </summary>
internal sealed partial class IdentityGrain : Grain, IIdentityGrain, IDisposable
{
    // Longer than any enrolment waits and trains; ended early when it has.
    private static readonly TimeSpan EnrolmentLease = TimeSpan.FromMinutes(10);

    private readonly AcknowledgedState<EnrolledIdentity> _stored;
    private readonly IdentitySeal _seal;
    private readonly MasterKeys _keys;
    private readonly TrainingGate _gate;
    private readonly CertificateRules _rules;
    private readonly CohortPack _cohort;
    private readonly TimeProvider _time;
    private readonly ILogger<IdentityGrain> _log;
    private EnrolmentRun? _run;
    private Task _settling = Task.CompletedTask;
    private bool _isErasing;

    public IdentityGrain(
        [PersistentState("identity", GrainStorageName.Mote)] IPersistentState<SealedState> stored,
        IdentitySeal seal,
        MasterKeys keys,
        TrainingGate gate,
        CertificateRules rules,
        CohortPack cohort,
        TimeProvider time,
        ILogger<IdentityGrain> log)
    {
        (_seal, _keys, _gate, _rules, _cohort, _time, _log) = (seal, keys, gate, rules, cohort, time, log);
        _stored = new AcknowledgedState<EnrolledIdentity>(stored, failure =>
        {
            LogStoreFailed(Key, failure);
            DeactivateOnIdle();
        });
    }

    private IdentityKey Key => IdentityKey.Parse(this.GetPrimaryKeyString());

    private IEmbedderGrain Embedder => GrainFactory.GetGrain<IEmbedderGrain>(0);

    private IRosterGrain Roster => GrainFactory.GetGrain<IRosterGrain>(RosterShard.KeyOf(Key));

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _stored.Load(stored => _seal.Open(Key, stored, Roster, cancellationToken));
        // Not awaited: the roster may be waiting for this activation to say whether it is enrolled.
        if (_stored.Readable is { IsSettled: false, IsLatest: true } landed)
            _settling = Settle(() => Roster.Settle(Key.Subject, landed.Line, CancellationToken.None));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _run is { HasEnded: false } run ? run.Stop() : Task.CompletedTask;

    public void Dispose() => _run?.Dispose();

    public Task<EnrolmentStatus> Enrol(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var record = _stored.Current;
        if (record?.State.Operation == request.Operation)
            return Task.FromResult(EnrolmentRun.Succeeded(request.Operation, record.Description));
        if (_run is { HasEnded: false } under)
        {
            return under.Operation == request.Operation
                ? Task.FromResult(under.Status)
                : throw new MoteException(ProblemCode.EnrolmentUnderWay, "Another enrolment of this subject is under way: wait until it has ended.");
        }

        if (record is not null && !request.IsReenrolment)
            throw new MoteException(ProblemCode.AlreadyEnrolled, "This subject is enrolled already: re-enrol to replace the model-template, or erase first.");
        if (record is null && request.IsReenrolment)
            throw NotEnrolled();

        var settings = EnrolmentSettingsReader.Read(request.Options);
        _run?.Dispose();
        var run = _run = new EnrolmentRun(request.Operation);
        run.Begin(stop => Enrol(request, settings, run, stop));
        return Task.FromResult(run.Status);
    }

    public async Task<EnrolmentStatus?> Await(Guid operation, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_run is { } run && run.Operation == operation)
            return await run.Await(patience, _time, cancellationToken);

        return _stored.Current is { } record && record.State.Operation == operation
            ? EnrolmentRun.Succeeded(operation, record.Description)
            : null;
    }

    public async Task<VerificationResult> Verify(byte[] photo, CancellationToken cancellationToken)
    {
        var enrolled = _stored.Current ?? throw NotEnrolled();
        var face = await Embedder.Embed(photo, cancellationToken);
        return Decide(enrolled, face);
    }

    public Task<IdentityDescription?> Describe(CancellationToken cancellationToken) => Task.FromResult(_stored.Current?.Description);

    public Task<Presence> Presence(CancellationToken cancellationToken) => Task.FromResult(
        _isErasing || (_run is { HasEnded: false } && !_stored.Exists) ? Abstractions.Identities.Presence.Changing :
        _stored.Exists ? Abstractions.Identities.Presence.Enrolled :
        Abstractions.Identities.Presence.Absent);

    public async Task<bool> Erase(CancellationToken cancellationToken)
    {
        if (_run is { HasEnded: false } run)
            await run.Stop();
        if (!_stored.Exists)
            return false;

        _isErasing = true;
        try
        {
            // Past this point a caller who gave up must not leave the erasure half done.
            await _settling;
            await Roster.IntendErasure(Key.Subject, CancellationToken.None);
            await _stored.Clear();
            _excluded = null;
            _run?.Dispose();
            _run = null;
        }
        finally
        {
            _isErasing = false;
        }

        await Settle(() => Roster.Strike(Key.Subject, CancellationToken.None));
        LogErased(Key);
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

    private async Task<IdentityDescription> Enrol(
        EnrolmentRequest request, EnrolmentSettings settings, EnrolmentRun run, CancellationToken stop)
    {
        DelayDeactivation(EnrolmentLease);
        try
        {
            var face = await Embedder.Embed(request.Photo, stop);
            var version = (_stored.Current?.State.Version ?? 0) + 1;
            using var master = await _keys.Current(Key.Realm, stop);
            using var keys = TemplateKeys.New(master, IdentitySeal.Template(Key, version), face.Embedding.Length);
            var (template, certificate) = await _gate.Train(face.Embedding, settings, keys.Transform, _stored.Current?.Certificate?.Figures, run, stop);
            _rules.Require(Key.Realm, certificate);
            return await Keep(template, certificate, keys, master, version, request.Operation, settings.Balance);
        }
        catch (MoteException refusal) when (FailureToEnrol.Codes.Contains(refusal.Code))
        {
            await CountRefusal(refusal.Code);
            throw;
        }
        catch (Exception failure) when (failure is not MoteException and not OperationCanceledException)
        {
            LogEnrolmentFailed(Key, failure);
            throw;
        }
        finally
        {
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    /// <summary>Protects and stores what was trained.</summary>
    private async Task<IdentityDescription> Keep(
        ModelTemplate trained, Recognition.Certification.Certificate certificate, TemplateKeys keys, MasterKey master, int version, Guid operation, double balance)
    {
        var template = trained.Certified(certificate.ToBytes());
        var next = new IdentityState
        {
            Template = ProtectedTemplate.Seal(template, keys).ToBytes(),
            Version = version,
            EnrolledAt = _time.GetUtcNow(),
            Balance = balance,
            Operation = operation,
        };
        var enrolled = await Write(next, template, master);
        LogEnrolled(Key, version, enrolled.Description.Recipe);
        return enrolled.Description;
    }

    /// <summary>Seals and stores a record. The manifest knows it before it is written, and it alone after.</summary>
    private async Task<EnrolledIdentity> Write(IdentityState next, ModelTemplate template, MasterKey master)
    {
        var (stored, successor) = _seal.Seal(Key, _stored.Current, next, template, master);
        await _settling;
        await Roster.Intend(Key.Subject, successor.Line, CancellationToken.None);
        await _stored.Replace(stored, successor);
        await Settle(() => Roster.Settle(Key.Subject, successor.Line, CancellationToken.None));
        return successor;
    }

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

    /// <summary>Counts a failure to enrol; one that is not counted must not hide why the enrolment failed.</summary>
    private async Task CountRefusal(string code)
    {
        try
        {
            await Roster.CountRefusal(code, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogUncounted(Key, failure);
        }
    }

    /// <summary>Decides about a face. Every decision passes here, one that is explained too, and counts alike.</summary>
    private VerificationResult Decide(EnrolledIdentity enrolled, EmbeddedFace face) => enrolled.Decide(face, _cohort);

    private static MoteException NotEnrolled() =>
        new(ProblemCode.NotEnrolled, "Nobody of that name is enrolled here: enrol first.");

    [LoggerMessage(1, LogLevel.Information, "Enrolled {Identity} version {Version} by {Recipe}")]
    private partial void LogEnrolled(IdentityKey identity, int version, string recipe);

    [LoggerMessage(2, LogLevel.Information, "Erased {Identity}")]
    private partial void LogErased(IdentityKey identity);

    [LoggerMessage(3, LogLevel.Error, "Enrolment of {Identity} failed")]
    private partial void LogEnrolmentFailed(IdentityKey identity, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "The record of {Identity} was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(IdentityKey identity, Exception failure);

    [LoggerMessage(5, LogLevel.Warning, "The roster's entry of {Identity} stays an intent until it is next asked")]
    private partial void LogUnsettled(IdentityKey identity, Exception failure);

    [LoggerMessage(6, LogLevel.Information, "Brought {Identity} under master key {Version}")]
    private partial void LogRekeyed(IdentityKey identity, int version);

    [LoggerMessage(7, LogLevel.Warning, "A failure to enrol {Identity} was not counted")]
    private partial void LogUncounted(IdentityKey identity, Exception failure);
}
