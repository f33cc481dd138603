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
}
