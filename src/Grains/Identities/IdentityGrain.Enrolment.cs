using Microsoft.Extensions.Logging;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Grains.Certification;
using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Protocol;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Protection;

namespace Mote.Grains.Identities;

/// <summary>Enrolment and re-enrolment, beside the mailbox: every other question is answered meanwhile.</summary>
internal sealed partial class IdentityGrain
{
    private EnrolmentRun? _run;
    private bool _isEnrolling;

    public async Task<EnrolmentStatus> Enrol(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var operation = await _operations.Identify(request.Operation, key => OperationDigest.Of(key, request));
        var record = _stored.Current;
        if (record is not null && _operations.IsDone(request.Operation))
            return EnrolmentRun.Succeeded(request.Operation, record.Description);
        if (_run is { HasEnded: false } under)
        {
            return under.Operation == request.Operation
                ? under.Status
                : throw new MoteException(ProblemCode.EnrolmentUnderWay, "Another enrolment of this subject is under way: wait until it has ended.");
        }

        if (record is not null && !request.IsReenrolment)
            throw new MoteException(ProblemCode.AlreadyEnrolled, "This subject is enrolled already: re-enrol to replace the model-template, or erase first.");
        if (record is null && request.IsReenrolment)
            throw NotEnrolled();
        if (record is null && await Roster.WasErased(Key.Subject, request.Operation, cancellationToken))
            throw new MoteException(ProblemCode.OperationReused, "That operation (Idempotency-Key) enrolled somebody here who was erased since, and a late repetition enrols nobody: send an enrolment of today under an id of its own.");

        if (request.Photos.Length is 0 or > EnrolmentRequest.MostPhotos)
            throw new MoteException(ProblemCode.InvalidRequest, $"A person is enrolled from 1 to {EnrolmentRequest.MostPhotos} photos.");
        var settings = _settings.Read(Key.Realm, request.Options);
        _run?.Dispose();
        var run = _run = new EnrolmentRun(request.Operation);
        _operations.Begin(operation);
        run.Begin(stop => Enrol(request, operation, settings, run, stop));
        return run.Status;
    }

    public async Task<EnrolmentStatus?> Await(Guid operation, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_run is { } run && run.Operation == operation)
            return await run.Await(patience, _time, cancellationToken);

        return _stored.Current is { } record && _operations.IsDone(operation)
            ? EnrolmentRun.Succeeded(operation, record.Description)
            : null;
    }

    private async Task<IdentityDescription> Enrol(
        EnrolmentRequest request, Operation operation, EnrolmentSettings settings, EnrolmentRun run, CancellationToken stop)
    {
        var (caller, before) = (Caller.Current, _stored.Current);
        var isAsked = request.IsReenrolment && !request.IsForced;
        _isEnrolling = true;
        Stay();
        try
        {
            var references = isAsked ? await OwnReferences(before!, request.Photos, caller, stop) : Directions(await Faces(request.Photos, stop));
            var version = (_stored.Current?.State.Version ?? 0) + 1;
            using var master = await _keys.Current(Key.Realm, stop);
            using var keys = TemplateKeys.New(master, IdentitySeal.Template(Key, version), _cohort.Cohort.Dimension);
            var (template, certificate) = await _gate.Train(references, settings, keys.Transform, _stored.Current?.Certificate?.Figures, run, stop);
            _rules.Require(Key.Realm, certificate);
            var identity = await Keep(template, certificate, keys, master, version, operation, settings.Balance);
            await NoteChange(isAsked ? AuditKind.Reenrolled : request.IsReenrolment ? AuditKind.ReenrolledByForce : AuditKind.Enrolled, caller);
            return identity;
        }
        catch (MoteException refusal) when (FailureToEnrol.Codes.Contains(refusal.Code))
        {
            await CountRefusal(refusal.Code);
            await NoteRefusal(before, refusal.Code, caller);
            throw;
        }
        catch (Exception failure) when (failure is not MoteException and not OperationCanceledException)
        {
            LogEnrolmentFailed(Key, failure);
            throw;
        }
        finally
        {
            _isEnrolling = false;
            Stay();
        }
    }

    /// <summary>
    /// The embeddings of all photos, once the model-template that they are to replace has taken them for its person's. That
    /// counts as a decision does: a re-enrolment is no other way to ask.
    /// </summary>
    /// <exception cref="MoteException">It did not, or could not be asked, or a photo was refused.</exception>
    private async Task<ReadOnlyMemory<float>[]> OwnReferences(EnrolledIdentity enrolled, byte[][] photos, Caller caller, CancellationToken stop)
    {
        EmbeddedFace[] faces;
        bool isAccepted;
        try
        {
            TakeAttempt(LockoutRule.Plain);
            try
            {
                faces = await Faces(photos, stop);
                isAccepted = _reenrolment.Accepts(Key.Realm, enrolled, faces);
            }
            catch
            {
                GiveBack(LockoutRule.Plain);
                throw;
            }
        }
        catch (MoteException refusal) when (refusal.Code is ProblemCode.LockedOut or ProblemCode.EmbedderMismatch or ProblemCode.CohortMismatch)
        {
            await NoteRefusal(enrolled, refusal.Code, caller);
            throw;
        }

        var hasLocked = await Count(isAccepted, LockoutRule.Plain);
        if (isAccepted)
            return Directions(faces);
        await NoteRefusal(enrolled, ProblemCode.NotRecognised, caller);
        if (hasLocked)
            await NoteChange(AuditKind.Locked, caller);
        throw _reenrolment.Refusal(Key.Realm, enrolled);
    }

    /// <summary>The faces on all photos.</summary>
    /// <exception cref="MoteException">A photo was refused, or one of several looks like somebody else.</exception>
    private async Task<EmbeddedFace[]> Faces(byte[][] photos, CancellationToken stop)
    {
        var faces = await Task.WhenAll(photos.Select(photo => Embedder.Embed(photo, stop)));
        return ReferenceAgreement.Of(Directions(faces)) >= _cohort.Fit.Tau0
            ? faces
            : throw new MoteException(ProblemCode.PhotosDisagree, "The photos show different people, as far as can be told: one is no more like the others than a stranger's. Give photos of one person, each of a face seen from the front.");
    }

    private static ReadOnlyMemory<float>[] Directions(EmbeddedFace[] faces) => [.. faces.Select(face => (ReadOnlyMemory<float>)face.Embedding)];

    private Task NoteRefusal(EnrolledIdentity? before, string code, Caller caller) =>
        Note(new AuditEvent(AuditKind.FailedToEnrol, AuditOutcome.Refused, caller) { Person = before?.Person, Code = code });

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
