using Microsoft.Extensions.Logging;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Grains.Certification;
using Mote.Protocol;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Protection;

namespace Mote.Grains.Identities;

/// <summary>Enrolment and re-enrolment, beside the mailbox: every other question is answered meanwhile.</summary>
internal sealed partial class IdentityGrain
{
    // Longer than any enrolment waits and trains; ended early when it has.
    private static readonly TimeSpan EnrolmentLease = TimeSpan.FromMinutes(10);

    private EnrolmentRun? _run;

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

        if (request.Photos.Length is 0 or > EnrolmentRequest.MostPhotos)
            throw new MoteException(ProblemCode.InvalidRequest, $"A person is enrolled from 1 to {EnrolmentRequest.MostPhotos} photos.");
        var settings = _settings.Read(Key.Realm, request.Options);
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

    private async Task<IdentityDescription> Enrol(
        EnrolmentRequest request, EnrolmentSettings settings, EnrolmentRun run, CancellationToken stop)
    {
        var (caller, before) = (Caller.Current, _stored.Current);
        DelayDeactivation(EnrolmentLease);
        try
        {
            var references = await References(request.Photos, stop);
            var version = (_stored.Current?.State.Version ?? 0) + 1;
            using var master = await _keys.Current(Key.Realm, stop);
            using var keys = TemplateKeys.New(master, IdentitySeal.Template(Key, version), _cohort.Cohort.Dimension);
            var (template, certificate) = await _gate.Train(references, settings, keys.Transform, _stored.Current?.Certificate?.Figures, run, stop);
            _rules.Require(Key.Realm, certificate);
            var identity = await Keep(template, certificate, keys, master, version, request.Operation, settings.Balance);
            await NoteChange(request.IsReenrolment ? AuditKind.Reenrolled : AuditKind.Enrolled, caller);
            return identity;
        }
        catch (MoteException refusal) when (FailureToEnrol.Codes.Contains(refusal.Code))
        {
            await CountRefusal(refusal.Code);
            await Note(new AuditEvent(AuditKind.FailedToEnrol, AuditOutcome.Refused, caller) { Person = before?.Person, Code = refusal.Code });
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

    /// <summary>The embeddings of all photos.</summary>
    /// <exception cref="MoteException">A photo was refused, or one of several looks like somebody else.</exception>
    private async Task<ReadOnlyMemory<float>[]> References(byte[][] photos, CancellationToken stop)
    {
        var faces = await Task.WhenAll(photos.Select(photo => Embedder.Embed(photo, stop)));
        ReadOnlyMemory<float>[] references = [.. faces.Select(face => (ReadOnlyMemory<float>)face.Embedding)];
        return ReferenceAgreement.Of(references) >= _cohort.Fit.Tau0
            ? references
            : throw new MoteException(ProblemCode.PhotosDisagree, "The photos show different people, as far as can be told: one is no more like the others than a stranger's. Give photos of one person, each of a face seen from the front.");
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

    [LoggerMessage(3, LogLevel.Error, "Enrolment of {Identity} failed")]
    private partial void LogEnrolmentFailed(IdentityKey identity, Exception failure);

    [LoggerMessage(7, LogLevel.Warning, "A failure to enrol {Identity} was not counted")]
    private partial void LogUncounted(IdentityKey identity, Exception failure);
}
