using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Policies;

/// <summary>A way of treating attribute groups, chosen on cohort people and then applied to every subject by group. Thread-safe.</summary>
public interface IScorePolicy
{
    /// <summary>Names it in reports.</summary>
    string Name { get; }

    /// <summary>Chooses the mapping.</summary>
    /// <param name="cohort">Scores of cohort people enrolled for the purpose.</param>
    /// <param name="fmr">The pooled false-match rate it is chosen for.</param>
    IScoreMapping Fit(ScoreMatrix cohort, double fmr);
}
