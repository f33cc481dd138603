using Mote.Vision.Alignment;
using Mote.Vision.Finding;
using Mote.Vision.Readings;

namespace Mote.Vision.Explanation;

/// <summary>
/// The one face of a photo with everything that an explanation needs: the picture, the crop, the embedding and the feature
/// map behind it. It lives as long as the request that it was made for; dispose of it, which clears it.
/// </summary>
public sealed class FaceStudy : IDisposable
{
    private readonly TakenFace _taken;

    /// <param name="taken">The face; the study's from now on.</param>
    /// <param name="trace">What the embedder says of it.</param>
    internal FaceStudy(TakenFace taken, (float[] Embedding, float[]? Features) trace)
    {
        (_taken, Features) = (taken, trace.Features);
        Reading = new FaceReading(trace.Embedding, taken.Face, taken.Quality);
    }

    /// <summary>What an ordinary reading of the photo gives.</summary>
    public FaceReading Reading { get; }

    internal AlignedFace Aligned => _taken.Aligned;

    internal float[]? Features { get; }

    /// <summary>The heat map over the aligned face, a PNG of twice its size.</summary>
    /// <param name="map">The map.</param>
    public byte[] DrawAligned(HeatMap map) => HeatMapDrawing.OnAligned(Aligned, map);

    /// <summary>The heat map over the upright photo, a PNG of at most 1,024 pixels an edge.</summary>
    /// <param name="map">The map.</param>
    public byte[] DrawPhoto(HeatMap map) => HeatMapDrawing.OnPhoto(_taken.Picture, Aligned.Placement, map);

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.Clear(Reading.Embedding);
        if (Features is not null)
            Array.Clear(Features);
        _taken.Dispose();
    }
}
