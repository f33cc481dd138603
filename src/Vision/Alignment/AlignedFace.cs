using Mote.Vision.Detection;
using SkiaSharp;

namespace Mote.Vision.Alignment;

/// <summary>
/// A face brought onto the 112 x 112 template that ArcFace-like embedders are trained on (Deng et al. 2019,
/// "ArcFace"; the five points are those of the reference implementation).
/// </summary>
internal sealed class AlignedFace : IDisposable
{
    public const int Edge = 112;

    /// <summary>Where alignment brings the five landmarks.</summary>
    public static readonly IReadOnlyList<LandmarkPoint> Template =
        [new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f)];

    private readonly SKBitmap _bitmap;

    private AlignedFace(SKBitmap bitmap, SimilarityTransform placement) => (_bitmap, Placement) = (bitmap, placement);

    /// <summary>From the photo's pixels to those of the crop.</summary>
    public SimilarityTransform Placement { get; }

    public SKBitmap Bitmap => _bitmap;

    /// <summary>Red, green, blue and 255 for each pixel, row after row.</summary>
    public ReadOnlySpan<byte> Pixels => _bitmap.GetPixelSpan();

    /// <summary>From the pixels of a photo to those of the crop.</summary>
    public static SimilarityTransform PlacementOf(FaceLandmarks landmarks)
    {
        Span<LandmarkPoint> points = stackalloc LandmarkPoint[Template.Count];
        for (var i = 0; i < points.Length; i++)
            points[i] = landmarks[i];
        return SimilarityTransform.Between(points, [.. Template]);
    }

    public static AlignedFace Of(SKBitmap photo, FaceLandmarks landmarks) => Of(photo, landmarks, landmarks);

    /// <param name="photo">A picture that shows the face.</param>
    /// <param name="landmarks">Where it is there.</param>
    /// <param name="placed">Where it is on the picture that <see cref="Placement"/> is of.</param>
    public static AlignedFace Of(SKBitmap photo, FaceLandmarks landmarks, FaceLandmarks placed)
    {
        var transform = PlacementOf(landmarks);

        var aligned = new SKBitmap(new SKImageInfo(Edge, Edge, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(aligned);
        canvas.Clear(SKColors.Black);
        canvas.SetMatrix(transform.Matrix);
        using var image = SKImage.FromPixels(photo.PeekPixels());
        // Mipmaps when the face is shrunk, or fine detail would turn into noise.
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, Math.Abs(transform.A) + Math.Abs(transform.B) < 0.75 ? SKMipmapMode.Linear : SKMipmapMode.None));
        return new AlignedFace(aligned, PlacementOf(placed));
    }

    public void Dispose() => _bitmap.Dispose();
}
