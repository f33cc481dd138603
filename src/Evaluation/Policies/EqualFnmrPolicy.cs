using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Policies;

/// <summary>Shifts each group's scores so that all groups have the same FNMR, the smallest at which the pooled FMR is kept.</summary>
public sealed class EqualFnmrPolicy : IScorePolicy
{
    /// <inheritdoc/>
    public string Name => "equal-fnmr";

    /// <inheritdoc/>
    public IScoreMapping Fit(ScoreMatrix cohort, double fmr)
    {
        var scores = new GroupScores(cohort);
        var levels = scores.FnmrLevels();
        // The pooled FMR falls as the common FNMR rises.
        var (low, high) = (0, levels.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (scores.PooledFmr(Thresholds(levels[middle])) <= fmr)
                high = middle;
            else
                low = middle + 1;
        }

        return GroupThresholds.Align(scores, Thresholds(levels[low]), fmr);

        double[] Thresholds(double fnmr) => [.. scores.Groups.Select((_, group) => scores.ThresholdAtFnmr(group, fnmr))];
    }
}
