using Microsoft.Extensions.Logging;
using Mote.Grains.Certification;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Protocol;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>
/// Enrolment and re-enrolment of one person, one at a time, beside whatever else is asked meanwhile. For one activation; not
/// thread-safe beyond its scheduler.
/// </summary>
internal sealed partial class Enrolments(
    IdentityKey key, IdentityServices services, IdentityPorts ports, KeptIdentity kept, OperationLog operations, Decisions decisions, IdentityNotes notes, Action stay, ILogger log) : IDisposable
{
    private EnrolmentRun? _run;

    /// <summary>Whether one is under way.</summary>
    public bool IsUnderWay => _run is { HasEnded: false };

    /// <summary>Whether the activation has to stay for it.</summary>
    public bool IsAtWork { get; private set; }

    /// <summary>Starts one, or answers with the status of one under way or done.</summary>
    /// <exception cref="MoteException">It cannot begin; nothing was changed.</exception>
    public async Task<EnrolmentStatus> Begin(EnrolmentRequest request, Caller caller)
    {
        var operation = await operations.Identify(request.Operation, digestKey => OperationDigest.Of(digestKey, request));
        var record = kept.Current;
        if (record is not null && operations.IsDone(request.Operation))
            return EnrolmentRun.Succeeded(request.Operation, kept.Describe(record));
        if (_run is { HasEnded: false } under)
        {
            return under.Operation == request.Operation
                ? under.Status
                : throw UnderWay();
        }

        if (record is not null && !request.IsReenrolment)
            throw new MoteException(ProblemCode.AlreadyEnrolled, "This subject is enrolled already: re-enrol to replace the model-template, or erase first.");
        if (record is null && request.IsReenrolment)
            throw KeptIdentity.NotEnrolled();
        if (request.Photos.Length is 0 or > EnrolmentRequest.MostPhotos)
            throw new MoteException(ProblemCode.InvalidRequest, $"A person is enrolled from 1 to {EnrolmentRequest.MostPhotos} photos.");
        var settings = services.Settings.Read(key.Realm, request.Options);
        _run?.Dispose();
        var run = _run = new EnrolmentRun(request.Operation);
        operations.Begin(operation);
        run.Begin(stop => Enrol(request, operation, settings, run, caller, stop));
        return run.Status;
    }

    /// <summary>Waits until an operation has ended, or for <paramref name="patience"/>; null where it is not known.</summary>
    public async Task<EnrolmentStatus?> Await(Guid operation, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_run is { } run && run.Operation == operation)
            return await run.Await(patience, services.Time, cancellationToken);

        return kept.Current is { } record && operations.IsDone(operation)
            ? EnrolmentRun.Succeeded(operation, kept.Describe(record))
            : null;
    }

    /// <exception cref="MoteException">One is under way (<see cref="ProblemCode.EnrolmentUnderWay"/>).</exception>
    public void RequireNone()
    {
        if (IsUnderWay)
            throw UnderWay();
    }

    /// <summary>Stops the one under way, if there is one, and waits until it has ended.</summary>
    public async Task Stop()
    {
        if (_run is { HasEnded: false } run)
            await run.Stop();
    }

    /// <summary>Forgets how the last one went.</summary>
    public void Forget()
    {
        _run?.Dispose();
        _run = null;
    }

    public void Dispose() => _run?.Dispose();

    private static MoteException UnderWay() =>
        new(ProblemCode.EnrolmentUnderWay, "An enrolment of this subject is under way: wait until it has ended.");

    private async Task<IdentityDescription> Enrol(
        EnrolmentRequest request, Operation operation, EnrolmentSettings settings, EnrolmentRun run, Caller caller, CancellationToken stop)
    {
        using var span = EnrolmentInstruments.Source.StartActivity("enrol");
        var stages = new EnrolmentStages(services.EnrolmentFigures, key.Realm, request.IsReenrolment);
        try
        {
            return await Enrol(request, operation, settings, run, stages, caller, stop);
        }
        catch (Exception failure)
        {
            stages.Fail(failure);
            throw;
        }
    }

    private async Task<IdentityDescription> Enrol(
        EnrolmentRequest request, Operation operation, EnrolmentSettings settings, EnrolmentRun run, EnrolmentStages stages, Caller caller, CancellationToken stop)
    {
        var before = kept.Current;
        var isAsked = request.IsReenrolment && !request.IsForced;
        IsAtWork = true;
        stay();
        try
        {
            var references = isAsked ? await OwnReferences(before!, request.Photos, caller, stop) : Directions(await Faces(request.Photos, stop));
            stages.Next();
            var current = kept.Current;
            var version = (current?.State.LastVersion ?? 0) + 1;
            using var master = await kept.KeyOfNext(current, services.Succession.KeepsReplaced(isAsked), stop);
            using var keys = TemplateKeys.New(master, IdentitySeal.Template(key, version), services.Cohort.Cohort.Dimension);
            var (trained, certificate) = await ports.Training.Train(references, settings, keys.Transform, current?.Certificate?.Figures, run, stop);
            if (isAsked)
                services.Certificates.RequireSuccessor(key.Realm, certificate, current!.Template.Calibration.TargetFalseMatchRate);
            else
                services.Certificates.Require(key.Realm, certificate);
            stages.Next();
            var template = trained.Certified(certificate.ToBytes());
            var stored = StoredTemplate.Of(version, services.Time.GetUtcNow(), settings.Balance, template, keys);
            var enrolled = await Keep(stored, template, isAsked, operations.After(operation), caller, master);
            stages.Next();
            LogEnrolled(log, kept.Logged, version, enrolled.Description.Recipe);
            return kept.Describe(enrolled);
        }
        catch (MoteException refusal) when (ProblemTypes.Of(refusal.Code).IsFailureToEnrol)
        {
            await CountRefusal(refusal.Code);
            await notes.Refusal(before, refusal.Code, caller);
            throw;
        }
        catch (Exception failure) when (failure is not MoteException and not OperationCanceledException)
        {
            LogEnrolmentFailed(log, kept.Logged, failure);
            throw;
        }
        finally
        {
            IsAtWork = false;
            stay();
        }
    }

    /// <summary>Stores what was trained, in the place that it has to take: the first, the next, or in the shadow for now.</summary>
    private async Task<EnrolledIdentity> Keep(StoredTemplate stored, ModelTemplate template, bool isAsked, DoneOperations done, Caller caller, MasterKey master)
    {
        var enrolled = await kept.Write(
            now =>
            {
                var next = now is null ? new IdentityDraft(new IdentityState(stored, done), template) : services.Succession.After(now, stored, template, isAsked);
                var kind =
                    now is null ? AuditKind.Enrolled :
                    next.State.Candidate is not null ? AuditKind.CandidateEnrolled :
                    isAsked ? AuditKind.Reenrolled : AuditKind.ReenrolledByForce;
                return next with { State = next.State with { Operations = done }, Note = new ChangeNote(kind, caller) };
            },
            master);
        return enrolled!;
    }

    /// <summary>
    /// The embeddings of all photos, once the model-template that they are to replace has taken them for its person's. That
    /// counts as a decision does: a re-enrolment is no other way to ask.
    /// </summary>
    /// <exception cref="MoteException">It did not, or could not be asked, or a photo was refused.</exception>
    private async Task<ReadOnlyMemory<float>[]> OwnReferences(EnrolledIdentity enrolled, byte[][] photos, Caller caller, CancellationToken stop)
    {
        EmbeddedFace[] faces = [];
        bool isAccepted;
        try
        {
            isAccepted = await decisions.Ask(enrolled, caller, LockoutRule.Plain, async identity =>
            {
                faces = await Faces(photos, stop);
                return services.Reenrolment.Accepts(key.Realm, identity, faces, caller);
            });
        }
        catch (MoteException refusal) when (refusal.Kind is ProblemKind.LockedOut or ProblemKind.Outdated)
        {
            await notes.Refusal(enrolled, refusal.Code, caller);
            throw;
        }

        var change = decisions.Count(isAccepted, LockoutRule.Plain, caller);
        if (!isAccepted)
            await notes.Refusal(enrolled, ProblemCode.NotRecognised, caller);
        await decisions.Store(change);
        if (isAccepted)
            return Directions(faces);
        throw services.Reenrolment.Refusal(key.Realm, enrolled, caller);
    }

    /// <summary>The faces on all photos.</summary>
    /// <exception cref="MoteException">A photo was refused, or one of several looks like somebody else.</exception>
    private async Task<EmbeddedFace[]> Faces(byte[][] photos, CancellationToken stop)
    {
        var faces = await Task.WhenAll(photos.Select(photo => ports.Faces.Embed(photo, stop)));
        return ReferenceAgreement.Of(Directions(faces)) >= services.Cohort.Fit.Tau0
            ? faces
            : throw new MoteException(ProblemCode.PhotosDisagree, "The photos show different people, as far as can be told: one is no more like the others than a stranger's. Give photos of one person, each of a face seen from the front.");
    }

    private static ReadOnlyMemory<float>[] Directions(EmbeddedFace[] faces) => [.. faces.Select(face => (ReadOnlyMemory<float>)face.Embedding)];

    /// <summary>Counts a failure to enrol; one that is not counted must not hide why the enrolment failed.</summary>
    private async Task CountRefusal(string code)
    {
        try
        {
            await ports.Manifest.CountRefusal(code);
        }
        catch (Exception failure)
        {
            LogUncounted(log, kept.Logged, failure);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Enrolled {Person} version {Version} by {Recipe}")]
    private static partial void LogEnrolled(ILogger log, LoggedPerson person, int version, string recipe);

    [LoggerMessage(3, LogLevel.Error, "Enrolment of {Person} failed")]
    private static partial void LogEnrolmentFailed(ILogger log, LoggedPerson person, Exception failure);

    [LoggerMessage(7, LogLevel.Warning, "A failure to enrol {Person} was not counted")]
    private static partial void LogUncounted(ILogger log, LoggedPerson person, Exception failure);
}
