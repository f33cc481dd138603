using System.Text.Json;
using Mote.Recognition.Vectors;
using Mote.Vision;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.Cli.Photos;

/// <summary>The embeddings of photos, in memory only, and which photos were refused.</summary>
/// <param name="Embeddings">By photo, as the embedder gives them.</param>
/// <param name="Refused">How many photos were refused, by reason, named as the service names its codes.</param>
internal sealed record EmbeddedPhotos(IReadOnlyDictionary<LabelledPhoto, float[]> Embeddings, IReadOnlyDictionary<string, int> Refused)
{
    /// <summary>Embeds photos, as many at once as there are cores.</summary>
    public static async Task<EmbeddedPhotos> Of(
        IReadOnlyList<LabelledPhoto> photos, FacePipeline pipeline, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var readings = new PhotoReading[photos.Count];
        var done = 0;
        await Parallel.ForAsync(0, photos.Count, cancellationToken, async (i, stop) =>
        {
            readings[i] = pipeline.Read(await File.ReadAllBytesAsync(photos[i].Path, stop), stop);
            progress.Report((double)Interlocked.Increment(ref done) / photos.Count);
        });
        return new EmbeddedPhotos(
            photos.Zip(readings).Where(pair => pair.Second is FaceReading).ToDictionary(pair => pair.First, pair => ((FaceReading)pair.Second).Embedding),
            readings.OfType<PhotoRefusal>().CountBy(refusal => JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.Reason.ToString())).ToDictionary());
    }

    /// <summary>The embeddings' directions, which cosines are taken of.</summary>
    public IReadOnlyDictionary<LabelledPhoto, float[]> Directions { get; } = Embeddings.ToDictionary(photo => photo.Key, photo => UnitVector.Of(photo.Value));

    /// <summary>The refusals in words; empty if there were none.</summary>
    public string Refusals => string.Join(", ", Refused.OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Value} {reason.Key}"));
}
