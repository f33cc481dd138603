using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Policies;

/// <summary>
/// Shifts groups against each other so that GARBE of the cohort people is smallest while the pooled FMR is kept. Groups are
/// moved in turn over a grid; of equal ones the smallest shift wins.
/// </summary>
public sealed class BalancedPolicy : IScorePolicy
{
    private const int StepsEachWay = 20;
    private const int Sweeps = 3;

    // The grid reaches as far as a threshold moves when the rate changes by this, either way.
    private const double Reach = 10;

    /// <inheritdoc/>
    public string Name => "balanced";

    /// <inheritdoc/>
    public IScoreMapping Fit(ScoreMatrix cohort, double fmr)
    {
        var scores = new GroupScores(cohort);
        var shifts = new double[scores.Groups.Count];
        var step = (scores.PooledThreshold(shifts, fmr / Reach) - scores.PooledThreshold(shifts, Math.Min(0.5, fmr * Reach))) / (2 * StepsEachWay);
        // The first group stays where it is, since only differences matter; with two groups one sweep finds the best.
        for (var sweep = 0; sweep < (scores.Groups.Count > 2 ? Sweeps : 1); sweep++)
        {
            for (var group = 1; group < shifts.Length; group++)
            {
                shifts[group] = Enumerable.Range(-StepsEachWay, 2 * StepsEachWay + 1)
                    .OrderBy(Math.Abs)
                    .Select(steps => steps * step)
                    .MinBy(shift => Unfairness([.. shifts[..group], shift, .. shifts[(group + 1)..]]));
            }
        }

        return new GroupShifts(scores.Groups.Select((name, group) => (name, shift: shifts[group])).ToDictionary(pair => pair.name, pair => pair.shift));

        double Unfairness(double[] candidate)
        {
            var (matches, nonMatches) = scores.Rates(candidate, scores.PooledThreshold(candidate, fmr));
            return Fairness.GiniAggregationRate(matches, nonMatches) ?? 0;
        }
    }
}
