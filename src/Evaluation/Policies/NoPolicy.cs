using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Policies;

/// <summary>Treats all groups alike: what the other policies are held against.</summary>
public sealed class NoPolicy : IScorePolicy
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public IScoreMapping Fit(ScoreMatrix cohort, double fmr)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return new GroupShifts(cohort.People.Groups.ToDictionary(group => group, _ => 0.0));
    }
}
