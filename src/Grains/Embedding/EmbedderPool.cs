using System.Diagnostics;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
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

/// <summary>The one place of a silo where photos are read, shared by all its grains. Thread-safe.</summary>
/// <param name="rehearsal">Read where its face was drawn while a silo tries itself.</param>
/// <param name="options">How much at once.</param>
/// <param name="figures">What is counted of it.</param>
public sealed class EmbedderPool(RehearsalPhoto rehearsal, IOptions<EmbedderPoolOptions> options, EmbeddingInstruments figures) : IEmbedderPool, IDisposable
{
    private readonly BoundedWork _work = Watched(new(options.Value.Concurrency, options.Value.QueueLimit, "Embedder pool"), figures);

    /// <summary>How many photos are being read, and how many wait.</summary>
    public WorkLoad Load => _work.Load;

    /// <inheritdoc/>
    public async Task<EmbeddedFace> Embed(ModelSet models, byte[] photo, CancellationToken cancellationToken)
    {
        using var span = EmbeddingInstruments.Source.StartActivity("embed");
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
        using var span = EmbeddingInstruments.Source.StartActivity("embed");
        PhotoRefusal? refusal = null;
        return await Timed(() => models.Pipeline.Study(photo, out refusal, cancellationToken), cancellationToken) ?? throw Refused(refusal!);
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
        Timed(() => models.Pipeline.Read(photo, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    private static BoundedWork Watched(BoundedWork work, EmbeddingInstruments figures)
    {
        figures.Watch(() => work.Load);
        return work;
    }

    private Task<T> Timed<T>(Func<T> read, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        return _work.Run(() => figures.Timed(since, read), lasting: false, cancellationToken);
    }

    private MoteException Refused(PhotoRefusal refusal)
    {
        if (Caller.Current is { } caller)
            figures.Refused(caller.Realm, refusal.Reason);
        return new(Code(refusal.Reason), refusal.Message, refusal.Measured, refusal.Bound);
    }

    private static string Code(RefusalReason reason) => reason switch
    {
        RefusalReason.PhotoUnreadable or RefusalReason.Transparent or RefusalReason.FormatUnsupported => ProblemCode.PhotoUnreadable,
        RefusalReason.PhotoTooLarge => ProblemCode.PhotoTooLarge,
        RefusalReason.NoFace => ProblemCode.NoFace,
        RefusalReason.SeveralFaces => ProblemCode.SeveralFaces,
        _ => ProblemCode.LowQuality,
    };
}
