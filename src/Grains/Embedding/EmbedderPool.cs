using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Explanation;
using Mote.Protocol;
using Mote.Recognition.Templates;
using Mote.Vision;
using Mote.Vision.Explanation;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.Grains.Embedding;

/// <summary>The one embedder of a silo, shared by every activation of <see cref="EmbedderGrain"/>. Thread-safe.</summary>
internal sealed class EmbedderPool(FacePipeline pipeline, TemplateExplainer explainer, RehearsalPhoto rehearsal, IOptions<EmbedderPoolOptions> options) : IDisposable
{
    private readonly BoundedWork _work = new(options.Value.Concurrency, options.Value.QueueLimit, "Embedder pool");

    // Once, beside the queue and behind everything else: photos that wait for no explanation do not wait for this.
    private readonly Lazy<Task> _prepared = new(() => Task.Factory.StartNew(
        () =>
        {
            LowPriority.Enter();
            pipeline.PrepareExplanations();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default));

    /// <summary>How many photos are being read, and how many wait.</summary>
    public WorkLoad Load => _work.Load;

    /// <summary>Embeds the one face of a photo.</summary>
    /// <exception cref="MoteException">The photo was refused, or the queue is full.</exception>
    public async Task<EmbeddedFace> Embed(byte[] photo, CancellationToken cancellationToken)
    {
        var reading = await Read(photo, cancellationToken);
        if (rehearsal.Instead(photo, reading) is { } place)
            reading = await _work.Run(() => pipeline.ReadAt(photo, place), lasting: false, cancellationToken);
        return reading switch
        {
            FaceReading face => Face(face),
            PhotoRefusal refusal => throw Refused(refusal),
            _ => throw new InvalidOperationException($"A photo reading is a face or a refusal, not {reading.GetType().Name}."),
        };
    }

    /// <summary>Reads the one face of a photo and keeps of it what an explanation needs, until it is disposed of.</summary>
    /// <exception cref="MoteException">The photo was refused, or the queue is full.</exception>
    public async Task<FaceStudy> Study(byte[] photo, CancellationToken cancellationToken)
    {
        await _prepared.Value.WaitAsync(cancellationToken);
        PhotoRefusal? refusal = null;
        return await _work.Run(() => pipeline.Study(photo, out refusal, cancellationToken), lasting: false, cancellationToken) ?? throw Refused(refusal!);
    }

    /// <summary>The embedding of a studied face.</summary>
    public EmbeddedFace Face(FaceReading face) => new(face.Embedding, pipeline.Embedder.Sha256);

    /// <summary>Explains a decision about a studied face.</summary>
    /// <exception cref="MoteException">The queue is full.</exception>
    public Task<TemplateExplanation> Explain(FaceStudy study, ModelTemplate template, bool isMatch, CancellationToken cancellationToken) =>
        _work.Run(() => explainer.Explain(study, template, isMatch, cancellationToken), lasting: false, cancellationToken);

    /// <summary>Reads a photo and refuses nothing: the answer says what was measured, or why it would be refused.</summary>
    /// <exception cref="MoteException">The queue is full (<see cref="ProblemCode.Overloaded"/>).</exception>
    public Task<PhotoReading> Read(byte[] photo, CancellationToken cancellationToken) =>
        _work.Run(() => pipeline.Read(photo, cancellationToken), lasting: false, cancellationToken);

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
