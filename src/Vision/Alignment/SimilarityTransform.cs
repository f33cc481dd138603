using Mote.Vision.Detection;
using SkiaSharp;

namespace Mote.Vision.Alignment;

/// <summary>
/// Rotation, uniform scale and translation: <c>x' = a x - b y + tx</c>, <c>y' = b x + a y + ty</c>.
/// </summary>
internal readonly record struct SimilarityTransform(double A, double B, double Tx, double Ty)
{
    public SKMatrix Matrix => new((float)A, (float)-B, (float)Tx, (float)B, (float)A, (float)Ty, 0, 0, 1);

    /// <summary>
    /// The transform that brings points onto others with the least sum of squared distances (Umeyama 1991; in the plane
    /// and without reflection it has this closed form).
    /// </summary>
    public static SimilarityTransform Between(ReadOnlySpan<LandmarkPoint> from, ReadOnlySpan<LandmarkPoint> to)
    {
        var (fromX, fromY) = Mean(from);
        var (toX, toY) = Mean(to);
        double dot = 0, cross = 0, squares = 0;
        for (var i = 0; i < from.Length; i++)
        {
            var (x, y) = (from[i].X - fromX, from[i].Y - fromY);
            var (u, v) = (to[i].X - toX, to[i].Y - toY);
            dot += x * u + y * v;
            cross += x * v - y * u;
            squares += x * x + y * y;
        }

        if (squares == 0)
            throw new ArgumentException("Points that coincide have no direction.", nameof(from));
        var (a, b) = (dot / squares, cross / squares);
        return new SimilarityTransform(a, b, toX - a * fromX + b * fromY, toY - b * fromX - a * fromY);
    }

    private static (double X, double Y) Mean(ReadOnlySpan<LandmarkPoint> points)
    {
        double x = 0, y = 0;
        foreach (var point in points)
            (x, y) = (x + point.X, y + point.Y);
        return (x / points.Length, y / points.Length);
    }
}
