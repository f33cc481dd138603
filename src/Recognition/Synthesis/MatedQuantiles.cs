using MathNet.Numerics.Statistics;

namespace Mote.Recognition.Synthesis;

/// <summary>The quantiles of mated cosines that synthesis is held to: the rare bad photos and the ordinary ones.</summary>
/// <param name="Low">The 1 % quantile.</param>
/// <param name="Lower">The 5 % quantile.</param>
/// <param name="Median">The median.</param>
public readonly record struct MatedQuantiles(double Low, double Lower, double Median)
{
    /// <summary>The quantiles of some cosines (definition 8 of Hyndman and Fan 1996).</summary>
    public static MatedQuantiles Of(IEnumerable<float> cosines)
    {
        double[] sorted = [.. cosines.Select(cosine => (double)cosine).Order()];
        return new MatedQuantiles(
            SortedArrayStatistics.Quantile(sorted, 0.01),
            SortedArrayStatistics.Quantile(sorted, 0.05),
            SortedArrayStatistics.Quantile(sorted, 0.5));
    }

    /// <summary>The root mean square of the three differences.</summary>
    public double Distance(MatedQuantiles other) => Math.Sqrt((
        Math.Pow(Low - other.Low, 2) + Math.Pow(Lower - other.Lower, 2) + Math.Pow(Median - other.Median, 2)) / 3);
}
