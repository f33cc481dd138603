using System.Security.Cryptography;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Operations;
using Mote.Protocol;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Identities;

/// <summary>"Not this person", for one person. For one activation; not thread-safe beyond its scheduler.</summary>
internal sealed class Exclusions(
    IdentityKey key, IdentityServices services, IdentityPorts ports, KeptIdentity kept, OperationLog operations, Enrolments enrolments, Action stay)
{
    private ExclusionResult? _last;

    /// <summary>Turns the network away from a face, and answers once that is stored.</summary>
    /// <exception cref="MoteException">It was not done; nothing was changed.</exception>
    public async Task<ExclusionResult> Exclude(ExclusionRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var operation = await operations.Identify(request.Operation, digestKey => OperationDigest.Of(digestKey, request));
        var isDone = operations.IsDone(request.Operation);
        if (isDone && _last?.Operation == request.Operation)
            return _last;
        enrolments.RequireNone();
        var enrolled = kept.Required;
        if (isDone)
            throw new MoteException(ProblemCode.OperationUnknown, "That exclusion was made, and its figures are no longer in memory: the certificate shows what it did.");

        operations.Begin(operation);
        var face = await WrongFace(request, cancellationToken);
        try
        {
            enrolled.RequireSameModels(face, services.Cohort.Hash);
            var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
            var version = enrolled.State.LastVersion + 1;
            using var master = await kept.KeyOfNext(enrolled, services.Succession.Kept(enrolled.State) is not null, cancellationToken);
            using var keys = TemplateKeys.New(master, IdentitySeal.Template(key, version), enrolled.Template.Dimension);
            var outcome = await ports.Training.Exclude(enrolled.Template, face.Embedding, keys.Transform, seed, cancellationToken);
            services.Certificates.Require(key.Realm, outcome);
            var template = outcome.Template.Certified(outcome.Certificate.ToBytes());
            var active = StoredTemplate.Of(version, services.Time.GetUtcNow(), enrolled.State.Active.Balance, template, keys);
            var done = operations.After(operation);
            // What runs in the shadow has not learnt it, and would undo it.
            var next = await kept.Write(
                now => now?.State.Active == enrolled.State.Active
                    ? new IdentityDraft(now.State with { Active = active, LastVersion = version, Candidate = null, Previous = services.Succession.Kept(now.State), Operations = done }, template) { Note = new ChangeNote(AuditKind.Excluded, caller) }
                    : null,
                master)
                ?? throw new MoteException(ProblemCode.EnrolmentUnderWay, "Another model-template took over while that face was being excluded from the one before: send it again.");
            stay();
            return _last = new ExclusionResult(request.Operation, kept.Describe(next), Seen(outcome.Before), Seen(outcome.After));
        }
        catch (ExclusionException refusal)
        {
            throw Refused(refusal);
        }
        finally
        {
            Array.Clear(face.Embedding);
        }
    }

    /// <summary>Where the network looks, for another identity of the realm that excludes this one.</summary>
    /// <exception cref="MoteException">Nobody is enrolled, or the recipe's networks have no direction.</exception>
    public EmbeddedFace Direction()
    {
        var enrolled = kept.Required;
        try
        {
            return new EmbeddedFace(NetworkDirection.Of(enrolled.Template, services.Cohort), enrolled.Template.EmbedderHash);
        }
        catch (ExclusionException refusal)
        {
            throw Refused(refusal);
        }
    }

    /// <summary>Forgets how the last one went.</summary>
    public void Forget() => _last = null;

    private Task<EmbeddedFace> WrongFace(ExclusionRequest request, CancellationToken cancellationToken) => request switch
    {
        { Photo: { } photo, Other: null } => ports.Faces.Embed(photo, cancellationToken),
        { Photo: null, Other: { } name } => name != key.Subject
            ? ports.Faces.DirectionOf(name, cancellationToken)
            : throw new MoteException(ProblemCode.InvalidRequest, "A person cannot be told from the same person: name another subject."),
        _ => throw new MoteException(ProblemCode.InvalidRequest, "Give either a photo of somebody else or the name of another subject."),
    };

    private static MoteException Refused(ExclusionException refusal) => new(
        refusal.Obstacle switch
        {
            ExclusionObstacle.NothingToExclude => ProblemCode.NothingToExclude,
            ExclusionObstacle.Inseparable => ProblemCode.ExclusionTooCostly,
            _ => ProblemCode.InvalidRequest,
        },
        refusal.Message);

    private static SeenFace Seen(WrongFace face) => new(face.FalseMatchRate, face.Margin, face.Samples.Errors, face.Samples.Trials);
}
