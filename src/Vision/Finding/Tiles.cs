using Mote.Vision.Detection;
using SkiaSharp;

namespace Mote.Vision.Finding;

/// <summary>Searches a large picture part by part, where faces were too small to be found on the whole.</summary>
internal static class Tiles
{
    // Parts share as much, so that no face is cut by all of them.
    private const float Shared = 0.2f;
    private const float MostOverlap = 0.3f;
    private const int LeastEdge = YuNetDetector.Edge;

    /// <param name="detector">Looks at each part.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="scale">Its pixels for one of the photo: of a photo that was decoded smaller a part has fewer, and shows as much of it.</param>
    /// <param name="cancellationToken">Stops between two parts.</param>
    public static IReadOnlyList<DetectedFace> Detect(IFaceDetector detector, SKBitmap picture, float scale, CancellationToken cancellationToken)
    {
        if (detector.Traits.TileEdge == 0)
            return [];
        // Smaller parts are shown to no detector larger: they would be more work for nothing.
        var edge = Math.Max((int)(detector.Traits.TileEdge * scale), LeastEdge);
        if (Math.Max(picture.Width, picture.Height) <= edge)
            return [];
        List<DetectedFace> found = [];
        foreach (var top in Starts(picture.Height, edge))
        {
            foreach (var left in Starts(picture.Width, edge))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var part = new SKBitmap();
                var there = SKRectI.Intersect(SKRectI.Create(left, top, edge, edge), SKRectI.Create(picture.Width, picture.Height));
                if (picture.ExtractSubset(part, there))
                    found.AddRange(detector.Detect(part).Select(face => face.On(SKMatrix.CreateTranslation(left, top))));
            }
        }

        return NonMaximumSuppression.Apply(found, MostOverlap);
    }

    private static IEnumerable<int> Starts(int length, int edge)
    {
        var last = Math.Max(0, length - edge);
        var steps = (int)Math.Ceiling(last / (edge * (1 - Shared)));
        return Enumerable.Range(0, steps + 1).Select(step => steps == 0 ? 0 : last * step / steps);
    }
}
