using Microsoft.Extensions.Options;
using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Protocol;
using Mote.Vision;
using Mote.Vision.Readings;

namespace Mote.Grains.Embedding;

/// <summary>The one embedder of a silo, shared by every activation of <see cref="EmbedderGrain"/>. Thread-safe.</summary>
internal sealed class EmbedderPool(FacePipeline pipeline, IOptions<EmbedderPoolOptions> options) : IDisposable
{
    private readonly BoundedWork _work = new(options.Value.Concurrency, options.Value.QueueLimit, "Embedder pool");

    /// <summary>How many photos are being read, and how many wait.</summary>
    public WorkLoad Load => _work.Load;

    /// <summary>Embeds the one face of a photo.</summary>
    /// <exception cref="MoteException">The photo was refused, or the queue is full.</exception>
    public async Task<EmbeddedFace> Embed(byte[] photo, CancellationToken cancellationToken)
    {
        var reading = await Read(photo, cancellationToken);
        return reading switch
        {
            FaceReading face => new EmbeddedFace(face.Embedding, pipeline.Embedder.Sha256),
            PhotoRefusal refusal => throw new MoteException(Code(refusal.Reason), refusal.Message, refusal.Measured, refusal.Bound),
            _ => throw new InvalidOperationException($"A photo reading is a face or a refusal, not {reading.GetType().Name}."),
        };
    }

    /// <summary>Reads a photo and refuses nothing: the answer says what was measured, or why it would be refused.</summary>
    /// <exception cref="MoteException">The queue is full (<see cref="ProblemCode.Overloaded"/>).</exception>
    public Task<PhotoReading> Read(byte[] photo, CancellationToken cancellationToken) =>
        _work.Run(() => pipeline.Read(photo, cancellationToken), lasting: false, cancellationToken);

    public void Dispose() => _work.Dispose();

    private static string Code(RefusalReason reason) => reason switch
    {
        RefusalReason.PhotoUnreadable => ProblemCode.PhotoUnreadable,
        RefusalReason.PhotoTooLarge => ProblemCode.PhotoTooLarge,
        RefusalReason.NoFace => ProblemCode.NoFace,
        RefusalReason.SeveralFaces => ProblemCode.SeveralFaces,
        _ => ProblemCode.LowQuality,
    };
}
