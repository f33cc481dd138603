using Microsoft.Extensions.Logging;
using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Abstractions.Roster;
using Mote.Grains.Certification;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Grains.Training;
using Mote.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
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

    private readonly AcknowledgedState<IdentityState> _stored;
    private readonly TrainingGate _gate;
    private readonly CertificateRules _rules;
    private readonly CohortPack _cohort;
    private readonly TimeProvider _time;
    private readonly ILogger<IdentityGrain> _log;
    private EnrolledIdentity? _enrolled;
    private EnrolmentRun? _run;
    private bool _isErasing;

    public IdentityGrain(
        [PersistentState("identity", GrainStorageName.Mote)] IPersistentState<IdentityState> stored,
        TrainingGate gate,
        CertificateRules rules,
        CohortPack cohort,
        TimeProvider time,
        ILogger<IdentityGrain> log)
    {
        (_gate, _rules, _cohort, _time, _log) = (gate, rules, cohort, time, log);
        _stored = new AcknowledgedState<IdentityState>(stored, failure =>
        {
            LogStoreFailed(Key, failure);
            DeactivateOnIdle();
        });
    }

    private IdentityKey Key => IdentityKey.Parse(this.GetPrimaryKeyString());

    private IEmbedderGrain Embedder => GrainFactory.GetGrain<IEmbedderGrain>(0);

    private IRosterGrain Roster => GrainFactory.GetGrain<IRosterGrain>(RosterShard.KeyOf(Key));

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _run is { HasEnded: false } run ? run.Stop() : Task.CompletedTask;

    public void Dispose() => _run?.Dispose();

    public Task<EnrolmentStatus> Enrol(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var record = _stored.Current;
        if (record?.Operation == request.Operation)
            return Task.FromResult(EnrolmentRun.Succeeded(request.Operation, Snapshot().Description));
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

        return _stored.Current?.Operation == operation
            ? EnrolmentRun.Succeeded(operation, Snapshot().Description)
            : null;
    }

    public async Task<VerificationResult> Verify(byte[] photo, CancellationToken cancellationToken)
    {
        var enrolled = Snapshot();
        var face = await Embedder.Embed(photo, cancellationToken);
        return enrolled.Decide(face, _cohort.Hash);
    }

    public Task<IdentityDescription?> Describe(CancellationToken cancellationToken) =>
        Task.FromResult(_stored.Current is null ? null : Snapshot().Description);

    public Task<Presence> Presence(CancellationToken cancellationToken) => Task.FromResult(
        _isErasing || (_run is { HasEnded: false } && _stored.Current is null) ? Abstractions.Identities.Presence.Changing :
        _stored.Current is not null ? Abstractions.Identities.Presence.Enrolled :
        Abstractions.Identities.Presence.Absent);

    public async Task<bool> Erase(CancellationToken cancellationToken)
    {
        if (_run is { HasEnded: false } run)
            await run.Stop();
        if (_stored.Current is null)
            return false;

        _isErasing = true;
        try
        {
            // Past this point a caller who gave up must not leave the erasure half done.
            await Roster.Intend(Key.Subject, CancellationToken.None);
            await _stored.Clear();
            (_enrolled, _excluded) = (null, null);
            _run?.Dispose();
            _run = null;
        }
        finally
        {
            _isErasing = false;
        }

        await Settle(isEnrolled: false);
        LogErased(Key);
        return true;
    }

    private async Task<IdentityDescription> Enrol(
        EnrolmentRequest request, EnrolmentSettings settings, EnrolmentRun run, CancellationToken stop)
    {
        DelayDeactivation(EnrolmentLease);
        try
        {
            var face = await Embedder.Embed(request.Photo, stop);
            var previous = _stored.Current is null ? null : Snapshot().Certificate?.Figures;
            var (template, certificate) = await _gate.Train(face.Embedding, settings, previous, run, stop);
            _rules.Require(Key.Realm, certificate);
            return await Keep(template, certificate, request.Operation, settings.Balance);
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

    private async Task<IdentityDescription> Keep(ModelTemplate template, Recognition.Certification.Certificate certificate, Guid operation, double balance)
    {
        var before = _stored.Current;
        var next = new IdentityState
        {
            Template = template.ToBytes(),
            Version = (before?.Version ?? 0) + 1,
            EnrolledAt = _time.GetUtcNow(),
            Balance = balance,
            Operation = operation,
            Certificate = certificate.ToBytes(),
        };
        var successor = EnrolledIdentity.From(next);

        if (before is null)
            await Roster.Intend(Key.Subject, CancellationToken.None);
        await _stored.Replace(next);
        _enrolled = successor;
        if (before is null)
            await Settle(isEnrolled: true);

        LogEnrolled(Key, next.Version, successor.Description.Recipe);
        return successor.Description;
    }

    /// <summary>Settles the roster's intent; one left behind by a failure is settled when the roster is next asked.</summary>
    private async Task Settle(bool isEnrolled)
    {
        try
        {
            await Roster.Settle(Key.Subject, isEnrolled, CancellationToken.None);
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

    private EnrolledIdentity Snapshot() =>
        _stored.Current is not { } record ? throw NotEnrolled() : _enrolled ??= EnrolledIdentity.From(record);

    private static MoteException NotEnrolled() =>
        new(ProblemCode.NotEnrolled, "Nobody of that name is enrolled here: enrol first.");

    [LoggerMessage(1, LogLevel.Information, "Enrolled {Identity} version {Version} by {Recipe}")]
    private partial void LogEnrolled(IdentityKey identity, int version, string recipe);

    [LoggerMessage(2, LogLevel.Information, "Erased {Identity}")]
    private partial void LogErased(IdentityKey identity);

    [LoggerMessage(3, LogLevel.Error, "Enrolment of {Identity} failed")]
    private partial void LogEnrolmentFailed(IdentityKey identity, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "The store did not take a change of {Identity}")]
    private partial void LogStoreFailed(IdentityKey identity, Exception failure);

    [LoggerMessage(5, LogLevel.Warning, "The roster's entry of {Identity} stays an intent until it is next asked")]
    private partial void LogUnsettled(IdentityKey identity, Exception failure);

    [LoggerMessage(6, LogLevel.Warning, "A failure to enrol {Identity} was not counted")]
    private partial void LogUncounted(IdentityKey identity, Exception failure);
}
