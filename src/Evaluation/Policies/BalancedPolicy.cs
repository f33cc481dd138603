using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Policies;

/// <summary>
/// Shifts groups against each other so that GARBE of the cohort people is smallest while the pooled FMR is kept. From equal
/// FMR on, each group in turn is given a rate of its own, up to ten times more or less; no shift at all is tried too, so the
/// cohort people are never treated less fairly than without a policy.
/// </summary>
public sealed class BalancedPolicy : IScorePolicy
{
    private const int StepsADecade = 20;
    private const int Sweeps = 3;
    private const double HighestRate = 0.5;

    /// <inheritdoc/>
    public string Name => "balanced";

    /// <inheritdoc/>
    public IScoreMapping Fit(ScoreMatrix cohort, double fmr)
    {
        var scores = new GroupScores(cohort);
        double[] thresholds = [.. scores.Groups.Select((_, group) => scores.ThresholdAtFmr(group, fmr))];
        // The first group stays where it is, since only differences matter; with two groups one sweep finds the best.
        for (var sweep = 0; sweep < (scores.Groups.Count > 2 ? Sweeps : 1); sweep++)
        {
            for (var group = 1; group < thresholds.Length; group++)
            {
                thresholds[group] = Enumerable.Range(-StepsADecade, 2 * StepsADecade + 1)
                    .OrderBy(Math.Abs)
                    .Select(steps => scores.ThresholdAtFmr(group, Math.Min(HighestRate, fmr * Math.Pow(10, (double)steps / StepsADecade))))
                    .MinBy(threshold => Unfairness([.. thresholds[..group], threshold, .. thresholds[(group + 1)..]]));
            }
        }

        return Unfairness(new double[thresholds.Length]) <= Unfairness(thresholds)
            ? new NoPolicy().Fit(cohort, fmr)
            : GroupThresholds.Align(scores, thresholds, fmr);

        double Unfairness(double[] candidate)
        {
            double[] shifts = [.. candidate.Select(threshold => -threshold)];
            var (matches, nonMatches) = scores.Rates(shifts, scores.PooledThreshold(shifts, fmr));
            return Fairness.GiniAggregationRate(matches, nonMatches) ?? 0;
        }
    }
}
