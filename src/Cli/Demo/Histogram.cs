using Mote.Evaluation.Pages;

namespace Mote.Cli.Demo;

/// <summary>Counts scores into bins and draws them.</summary>
internal static class Histogram
{
    private const int Bins = 64;

    /// <summary>The drawing.</summary>
    /// <param name="scores">The scores; one of a kind at least.</param>
    /// <param name="axis">What the scores are.</param>
    /// <returns>An SVG element whose colours are the page's.</returns>
    public static string Svg(ScoreSet scores, string axis)
    {
        double[] all = [.. scores.Mated, .. scores.NonMated, scores.Bound];
        var low = all.Min();
        var span = Math.Max(all.Max() - low, 1e-9);
        return HistogramDrawing.Svg(Shares(scores.NonMated, low, span), Shares(scores.Mated, low, span), low, span, scores.Bound, axis);
    }

    private static double[] Shares(double[] scores, double low, double span)
    {
        var shares = new double[Bins];
        foreach (var score in scores)
            shares[Math.Min(Bins - 1, (int)((score - low) / span * Bins))] += 1.0 / scores.Length;
        return shares;
    }
}
