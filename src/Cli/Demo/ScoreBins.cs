using Mote.Pages.Figures;

namespace Mote.Cli.Demo;

/// <summary>Counts scores into equal bins.</summary>
internal static class ScoreBins
{
    private const int Bins = 64;

    /// <summary>How often scores occur.</summary>
    /// <param name="scores">The scores; one of a kind at least.</param>
    /// <param name="axis">What they are.</param>
    public static ScoreShares Of(ScoreSet scores, string axis)
    {
        double[] all = [.. scores.Mated, .. scores.NonMated, scores.Bound];
        var low = all.Min();
        var span = Math.Max(all.Max() - low, 1e-9);
        return new ScoreShares(Shares(scores.NonMated, low, span), Shares(scores.Mated, low, span), low, span, scores.Bound, axis);
    }

    private static double[] Shares(double[] scores, double low, double span)
    {
        var shares = new double[Bins];
        foreach (var score in scores)
            shares[Math.Min(Bins - 1, (int)((score - low) / span * Bins))] += 1.0 / scores.Length;
        return shares;
    }
}
