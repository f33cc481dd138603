namespace Mote.Evaluation.Metrics;

/// <summary>The rate at which false matches and false non-matches are equally frequent (ISO/IEC 19795-1).</summary>
public static class EqualErrorRate
{
    /// <summary>
    /// The equal error rate of scores that are larger the surer. A score of the threshold is accepted; between two
    /// thresholds both rates are interpolated linearly.
    /// </summary>
    /// <param name="mated">Scores of mated comparisons.</param>
    /// <param name="nonMated">Scores of non-mated comparisons.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">There are no scores of a kind.</exception>
    public static double Of(ReadOnlySpan<float> mated, ReadOnlySpan<float> nonMated)
    {
        if (mated.IsEmpty || nonMated.IsEmpty)
            throw new ArgumentException("An equal error rate needs mated and non-mated scores.");
        var genuine = mated.ToArray();
        var impostor = nonMated.ToArray();
        Array.Sort(genuine);
        Array.Sort(impostor);

        // Rising thresholds: false matches fall from 1, false non-matches rise from 0.
        var (lastFmr, lastFnmr) = (1.0, 0.0);
        var (rejectedGenuine, rejectedImpostor) = (0, 0);
        while (rejectedGenuine < genuine.Length || rejectedImpostor < impostor.Length)
        {
            var next = Math.Min(
                rejectedGenuine < genuine.Length ? genuine[rejectedGenuine] : float.PositiveInfinity,
                rejectedImpostor < impostor.Length ? impostor[rejectedImpostor] : float.PositiveInfinity);
            while (rejectedGenuine < genuine.Length && genuine[rejectedGenuine] <= next)
                rejectedGenuine++;
            while (rejectedImpostor < impostor.Length && impostor[rejectedImpostor] <= next)
                rejectedImpostor++;

            var fmr = 1 - (double)rejectedImpostor / impostor.Length;
            var fnmr = (double)rejectedGenuine / genuine.Length;
            if (fnmr >= fmr)
            {
                // The two straight lines between the thresholds cross here.
                var way = (lastFmr - lastFnmr) / (lastFmr - lastFnmr + fnmr - fmr);
                return lastFmr + way * (fmr - lastFmr);
            }

            (lastFmr, lastFnmr) = (fmr, fnmr);
        }

        return 0;
    }

    /// <summary>The same of a score set in which people count more or less often.</summary>
    /// <param name="scores">The comparisons.</param>
    /// <param name="weights">How often each person counts.</param>
    /// <returns>0 to 1; not a number if the weights leave no comparison of a kind.</returns>
    public static double Of(ScoreSet scores, SubjectWeights weights)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(weights);
        var (matedCounts, nonMatedCounts) = ComparisonCounts.Of(scores, weights);
        var (mated, nonMated) = (matedCounts.Sum(), nonMatedCounts.Cast<double>().Sum());

        // Falling thresholds, since the rates meet near that end of the many non-mated scores.
        var (lastFmr, lastFnmr) = (0.0, 1.0);
        var (acceptedMated, acceptedNonMated) = (0.0, 0.0);
        var (i, j) = (scores.Mated.Length - 1, 0);
        while (i >= 0 || j < scores.NonMated.Length)
        {
            var next = Math.Max(i >= 0 ? scores.Mated[i] : float.NegativeInfinity, j < scores.NonMated.Length ? scores.NonMated[j] : float.NegativeInfinity);
            for (; i >= 0 && scores.Mated[i] >= next; i--)
                acceptedMated += weights.Of(scores.MatedPeople[i]);
            for (; j < scores.NonMated.Length && scores.NonMated[j] >= next; j++)
                acceptedNonMated += weights.Of(scores.References[j]) * weights.Of(scores.Probes[j]);

            var (fmr, fnmr) = (acceptedNonMated / nonMated, 1 - acceptedMated / mated);
            if (fnmr < fmr)
            {
                var way = (lastFnmr - lastFmr) / (lastFnmr - lastFmr + fmr - fnmr);
                return lastFmr + way * (fmr - lastFmr);
            }

            (lastFmr, lastFnmr) = (fmr, fnmr);
        }

        return lastFmr;
    }
}
