using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Explanation;
using Mote.Grains.Models;
using Mote.Protocol;
using Mote.Recognition.Templates;
using Mote.Vision.Explanation;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.Grains.Embedding;

/// <summary>The one place of a silo where photos are read, shared by every activation of <see cref="EmbedderGrain"/>. Thread-safe.</summary>
/// <param name="rehearsal">Read where its face was drawn while a silo tries itself.</param>
/// <param name="options">How much at once.</param>
public sealed class EmbedderPool(RehearsalPhoto rehearsal, IOptions<EmbedderPoolOptions> options) : IDisposable
{
    private readonly BoundedWork _work = new(options.Value.Concurrency, options.Value.QueueLimit, "Embedder pool");

    /// <summary>How many photos are being read, and how many wait.</summary>
    public WorkLoad Load => _work.Load;

    /// <summary>Embeds the one face of a photo.</summary>
    /// <param name="models">What reads it.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">The photo was refused, or the queue is full.</exception>
    public async Task<EmbeddedFace> Embed(ModelSet models, byte[] photo, CancellationToken cancellationToken)
    {
        var reading = await Read(models, photo, cancellationToken);
        if (rehearsal.Instead(photo, reading) is { } place)
            reading = await _work.Run(() => models.Pipeline.ReadAt(photo, place), lasting: false, cancellationToken);
        return reading switch
        {
            FaceReading face => Face(models, face),
            PhotoRefusal refusal => throw Refused(refusal),
            _ => throw new InvalidOperationException($"A photo reading is a face or a refusal, not {reading.GetType().Name}."),
        };
    }

    /// <summary>Reads the one face of a photo and keeps of it what an explanation needs, until it is disposed of.</summary>
    /// <exception cref="MoteException">The photo was refused, or the queue is full.</exception>
    internal async Task<FaceStudy> Study(ModelSet models, byte[] photo, CancellationToken cancellationToken)
    {
        await models.Explanations.WaitAsync(cancellationToken);
        PhotoRefusal? refusal = null;
        return await _work.Run(() => models.Pipeline.Study(photo, out refusal, cancellationToken), lasting: false, cancellationToken) ?? throw Refused(refusal!);
    }

    /// <summary>The embedding of a studied face.</summary>
    internal static EmbeddedFace Face(ModelSet models, FaceReading face) => new(face.Embedding, models.Pipeline.Embedder.Sha256);

    /// <summary>Explains a decision about a studied face.</summary>
    /// <exception cref="MoteException">The queue is full.</exception>
    internal Task<TemplateExplanation> Explain(ModelSet models, FaceStudy study, ModelTemplate template, bool isMatch, CancellationToken cancellationToken) =>
        _work.Run(() => models.Explainer.Explain(study, template, isMatch, cancellationToken), lasting: false, cancellationToken);

    /// <summary>Reads a photo and refuses nothing: the answer says what was measured, or why it would be refused.</summary>
    /// <param name="models">What reads it.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">The queue is full (<see cref="ProblemCode.Overloaded"/>).</exception>
    public Task<PhotoReading> Read(ModelSet models, byte[] photo, CancellationToken cancellationToken) =>
        _work.Run(() => models.Pipeline.Read(photo, cancellationToken), lasting: false, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    private static MoteException Refused(PhotoRefusal refusal) => new(Code(refusal.Reason), refusal.Message, refusal.Measured, refusal.Bound);

    private static string Code(RefusalReason reason) => reason switch
    {
        RefusalReason.PhotoUnreadable => ProblemCode.PhotoUnreadable,
        RefusalReason.PhotoTooLarge => ProblemCode.PhotoTooLarge,
        RefusalReason.NoFace => ProblemCode.NoFace,
        RefusalReason.SeveralFaces => ProblemCode.SeveralFaces,
        _ => ProblemCode.LowQuality,
    };
}
