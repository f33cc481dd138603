namespace Mote.Evaluation.Metrics;

/// <summary>FNMR at a wanted FMR: the errors at the smallest threshold whose FMR is not above it.</summary>
public static class FnmrAtFmr
{
    /// <summary>The errors at that threshold; the FMR reached is among them.</summary>
    /// <param name="scores">The comparisons.</param>
    /// <param name="fmr">The FMR wanted, above 0 and below 1.</param>
    /// <param name="weights">How often each person counts.</param>
    public static ErrorRates Of(ScoreSet scores, double fmr, SubjectWeights weights) => ErrorRates.At(scores, Threshold(scores, fmr, weights), weights);

    /// <summary>
    /// The smallest threshold with FMR at most <paramref name="fmr"/>: just above the first non-mated score that must be
    /// rejected, and all its ties with it.
    /// </summary>
    public static float Threshold(ScoreSet scores, double fmr, SubjectWeights weights)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fmr);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fmr, 1);
        var most = fmr * ComparisonCounts.Of(scores, weights).NonMated.Cast<double>().Sum();
        var values = scores.NonMated;
        var accepted = 0.0;
        for (var i = 0; i < values.Length;)
        {
            var tie = i;
            for (; i < values.Length && values[i] == values[tie]; i++)
                accepted += weights.Of(scores.References[i]) * weights.Of(scores.Probes[i]);
            if (accepted > most)
                return MathF.BitIncrement(values[tie]);
        }

        return values[^1];
    }
}
