using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Policies;

/// <summary>Shifts each group's scores so that references of every group have the wanted FMR at one threshold.</summary>
public sealed class EqualFmrPolicy : IScorePolicy
{
    /// <inheritdoc/>
    public string Name => "equal-fmr";

    /// <inheritdoc/>
    public IScoreMapping Fit(ScoreMatrix cohort, double fmr)
    {
        var scores = new GroupScores(cohort);
        return GroupThresholds.Align(scores, [.. scores.Groups.Select((_, group) => scores.ThresholdAtFmr(group, fmr))], fmr);
    }
}
