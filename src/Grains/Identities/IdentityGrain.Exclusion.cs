using System.Security.Cryptography;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Grains.Operations;
using Mote.Protocol;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Protection;

namespace Mote.Grains.Identities;

/// <summary>"Not this person". Other calls than verification wait meanwhile, since it takes milliseconds.</summary>
internal sealed partial class IdentityGrain : INetworkDirectionGrain
{
    private ExclusionResult? _excluded;

    public async Task<ExclusionResult> Exclude(ExclusionRequest request, CancellationToken cancellationToken)
    {
        var caller = Caller.Current;
        var operation = await _operations.Identify(request.Operation, key => OperationDigest.Of(key, request));
        var isDone = _operations.IsDone(request.Operation);
        if (isDone && _excluded?.Operation == request.Operation)
            return _excluded;
        if (_run is { HasEnded: false })
            throw new MoteException(ProblemCode.EnrolmentUnderWay, "An enrolment of this subject is under way: wait until it has ended.");
        var enrolled = _stored.Current ?? throw NotEnrolled();
        if (isDone)
            throw new MoteException(ProblemCode.OperationUnknown, "That exclusion was made, and its figures are no longer in memory: the certificate shows what it did.");

        _operations.Begin(operation);
        var face = await WrongFace(request, cancellationToken);
        try
        {
            enrolled.RequireSameModels(face, _cohort.Hash);
            var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
            var version = enrolled.State.Active.Version + 1;
            using var master = await _keys.Current(Key.Realm, cancellationToken);
            using var keys = TemplateKeys.New(master, IdentitySeal.Template(Key, version), enrolled.Template.Dimension);
            var outcome = await _gate.Exclude(enrolled.Template, face.Embedding, keys.Transform, seed, cancellationToken);
            _rules.Require(Key.Realm, outcome);
            var identity = await Keep(outcome.Template, outcome.Certificate, keys, master, version, operation, enrolled.State.Active.Balance);
            await NoteChange(AuditKind.Excluded, caller);
            return _excluded = new ExclusionResult(request.Operation, identity, Seen(outcome.Before), Seen(outcome.After));
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

    public Task<EmbeddedFace> Direction(CancellationToken cancellationToken)
    {
        var enrolled = _stored.Current ?? throw NotEnrolled();
        try
        {
            return Task.FromResult(new EmbeddedFace(NetworkDirection.Of(enrolled.Template, _cohort), enrolled.Description.EmbedderHash));
        }
        catch (ExclusionException refusal)
        {
            throw Refused(refusal);
        }
    }

    private async Task<EmbeddedFace> WrongFace(ExclusionRequest request, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case { Photo: { } photo, Other: null }:
                return await Embedder.Embed(photo, cancellationToken);
            case { Photo: null, Other: { } name }:
                var other = new IdentityKey(Key.Realm, name);
                if (other == Key)
                    throw new MoteException(ProblemCode.InvalidRequest, "A person cannot be told from the same person: name another subject.");
                return await GrainFactory.GetGrain<INetworkDirectionGrain>(other.ToString()).Direction(cancellationToken);
            default:
                throw new MoteException(ProblemCode.InvalidRequest, "Give either a photo of somebody else or the name of another subject.");
        }
    }

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
