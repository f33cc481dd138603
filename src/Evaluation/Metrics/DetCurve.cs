namespace Mote.Evaluation.Metrics;

/// <summary>The detection error trade-off (ISO/IEC 19795-1): FMR against FNMR over all thresholds.</summary>
public static class DetCurve
{
    /// <summary>Points of the curve, by falling FMR.</summary>
    /// <param name="scores">The comparisons.</param>
    /// <param name="points">At most so many, evenly on a logarithmic scale of FMR, at least 2.</param>
    public static IReadOnlyList<(double Fmr, double Fnmr)> Of(ScoreSet scores, int points)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var mated = scores.Mated;
        var nonMated = scores.NonMated;
        var curve = new List<(double, double)>();
        var last = int.MaxValue;
        for (var i = 0; i < points; i++)
        {
            // From all non-mated comparisons accepted down to one.
            var accepted = (int)Math.Round(Math.Pow(nonMated.Length, 1 - i / (points - 1.0)));
            var threshold = nonMated[accepted - 1];
            while (accepted < nonMated.Length && nonMated[accepted] == threshold)
                accepted++;
            if (accepted == last)
                continue;
            last = accepted;
            curve.Add(((double)accepted / nonMated.Length, (double)Below(mated, threshold) / mated.Length));
        }

        return curve;
    }

    private static int Below(ReadOnlySpan<float> rising, float threshold)
    {
        var (low, high) = (0, rising.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rising[middle] < threshold)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
