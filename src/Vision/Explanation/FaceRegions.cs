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

    private static readonly int[] Pixels = [.. Enumerable.Range(0, Points.Length).Select(region => OfPixels.Count(of => of == region))];

    /// <summary>The share of a map in each region.</summary>
    public static Dictionary<FaceRegion, double> Shares(HeatMap map)
    {
        var sums = Sums(map.At);
        var total = sums.Sum();
        return Enumerable.Range(0, Points.Length).ToDictionary(i => Points[i].Region, i => total > 0 ? sums[i] / total : 0);
    }

    /// <summary>What speaks for the score in each region, on average and less what speaks against it.</summary>
    public static double[] Means(HeatMap map) => [.. Sums(map.EvidenceAt).Zip(Pixels, (sum, pixels) => sum / pixels)];

    /// <summary>A map of the same height all over a region, in so many levels.</summary>
    public static HeatMap Painted(HeatMap map, int levels)
    {
        var means = Means(map);
        var most = means.Max();
        float[] painted = [.. means.Select(mean => most > 0 ? (float)Math.Clamp(Math.Floor(mean / most * levels), 0, levels - 1) : 0)];
        return new HeatMap(Edge, Edge, Array.ConvertAll(OfPixels, region => painted[region]));
    }

    private static double[] Sums(Func<float, float, float> at)
    {
        var sums = new double[Points.Length];
        for (var pixel = 0; pixel < OfPixels.Length; pixel++)
            sums[OfPixels[pixel]] += at((pixel % Edge + 0.5f) / Edge, (pixel / Edge + 0.5f) / Edge);
        return sums;
    }

    private static int Nearest(float x, float y) =>
        Enumerable.Range(0, Points.Length).MinBy(i => (Points[i].Point.X - x) * (Points[i].Point.X - x) + (Points[i].Point.Y - y) * (Points[i].Point.Y - y));
}
