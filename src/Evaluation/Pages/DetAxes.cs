using MathNet.Numerics.Distributions;

namespace Mote.Evaluation.Pages;

/// <summary>
/// Normal-deviate axes, where normal scores make straight lines (Martin et al. 1997, "The DET curve in assessment of
/// detection task performance"), as long as what is drawn on them.
/// </summary>
internal sealed class DetAxes
{
    private static readonly double[] AllFmrTicks = [1e-5, 1e-4, 1e-3, 0.01, 0.05, 0.2, 0.4];
    private static readonly double[] AllFnmrTicks = [1e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4];

    private DetAxes(double[] fmrTicks, double[] fnmrTicks) => (FmrTicks, FnmrTicks) = (fmrTicks, fnmrTicks);

    /// <summary>The rates marked across.</summary>
    public double[] FmrTicks { get; }

    /// <summary>The rates marked upwards.</summary>
    public double[] FnmrTicks { get; }

    /// <summary>The axes of points, pairs of FMR and FNMR; null where none lies on them.</summary>
    public static DetAxes? Of(IEnumerable<double[]> points)
    {
        double[][] drawn = [.. points.Where(Hold)];
        return drawn.Length == 0 ? null : new DetAxes(Ticks(AllFmrTicks, drawn.Select(point => point[0])), Ticks(AllFnmrTicks, drawn.Select(point => point[1])));
    }

    /// <summary>Whether both rates of a point lie on the axes.</summary>
    public static bool Hold(double[] point) => point[0] >= AllFmrTicks[0] && point[0] <= AllFmrTicks[^1] && point[1] >= AllFnmrTicks[0] && point[1] <= AllFnmrTicks[^1];

    /// <summary>How far across an FMR lies, 0 to 1.</summary>
    public double Across(double fmr) => Place(fmr, FmrTicks);

    /// <summary>How far up an FNMR lies, 0 to 1.</summary>
    public double Up(double fnmr) => Place(fnmr, FnmrTicks);

    /// <summary>The ticks from just below the smallest to just above the largest rate.</summary>
    private static double[] Ticks(double[] all, IEnumerable<double> rates)
    {
        double[] sorted = [.. rates.Order()];
        var first = Array.FindLastIndex(all, tick => tick <= sorted[0]);
        var last = Array.FindIndex(all, tick => tick >= sorted[^1]);
        return first == last ? all[Math.Max(0, first - 1)..(last + 1)] : all[first..(last + 1)];
    }

    private static double Place(double rate, double[] ticks)
    {
        var (low, high) = (Deviate(ticks[0]), Deviate(ticks[^1]));
        return (Deviate(rate) - low) / (high - low);
    }

    private static double Deviate(double rate) => Normal.InvCDF(0, 1, rate);
}
