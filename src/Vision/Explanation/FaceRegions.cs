using Mote.Vision.Alignment;
using Mote.Vision.Detection;

namespace Mote.Vision.Explanation;

/// <summary>
/// Divides an aligned face among the points that alignment brings its landmarks to, and points placed around them: every
/// pixel belongs to the nearest.
/// </summary>
internal static class FaceRegions
{
    private const int Edge = AlignedFace.Edge;

    private static readonly (FaceRegion Region, LandmarkPoint Point)[] Points =
    [
        (FaceRegion.Forehead, new(56, 20)),
        (FaceRegion.RightEye, AlignedFace.Template[0]),
        (FaceRegion.LeftEye, AlignedFace.Template[1]),
        (FaceRegion.Nose, AlignedFace.Template[2]),
        (FaceRegion.RightCheek, new(20, 80)),
        (FaceRegion.LeftCheek, new(92, 80)),
        (FaceRegion.Mouth, new((AlignedFace.Template[3].X + AlignedFace.Template[4].X) / 2, AlignedFace.Template[3].Y)),
        (FaceRegion.Chin, new(56, 112)),
    ];

    private static readonly byte[] OfPixels = [.. Enumerable.Range(0, Edge * Edge).Select(pixel => (byte)Nearest(pixel % Edge + 0.5f, pixel / Edge + 0.5f))];

    /// <summary>The share of a map in each region.</summary>
    public static Dictionary<FaceRegion, double> Shares(HeatMap map)
    {
        Span<double> sums = stackalloc double[Points.Length];
        for (var pixel = 0; pixel < OfPixels.Length; pixel++)
            sums[OfPixels[pixel]] += map.At((pixel % Edge + 0.5f) / Edge, (pixel / Edge + 0.5f) / Edge);

        var total = 0d;
        foreach (var sum in sums)
            total += sum;
        var shares = new Dictionary<FaceRegion, double>(Points.Length);
        for (var i = 0; i < Points.Length; i++)
            shares[Points[i].Region] = total > 0 ? sums[i] / total : 0;
        return shares;
    }

    private static int Nearest(float x, float y) =>
        Enumerable.Range(0, Points.Length).MinBy(i => (Points[i].Point.X - x) * (Points[i].Point.X - x) + (Points[i].Point.Y - y) * (Points[i].Point.Y - y));
}
