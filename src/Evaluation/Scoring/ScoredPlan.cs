using Mote.Evaluation.Metrics;
using Mote.Evaluation.Protocol;

namespace Mote.Evaluation.Scoring;

/// <summary>What one recipe gave on one plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Raw">Scores as they are, of everybody who could be enrolled.</param>
/// <param name="Calibrated">The same on the calibrated scale; null without calibration.</param>
/// <param name="Failures">Failures to enrol.</param>
/// <param name="Enrolments">Everybody who was enrolled, in the order of the rows.</param>
internal sealed record ScoredPlan(ComparisonPlan Plan, ScoreMatrix Raw, ScoreMatrix? Calibrated, int Failures, IReadOnlyList<ScoredEnrolment> Enrolments)
{
    /// <param name="plan">The plan.</param>
    /// <param name="probes">The probes that were scored, one a column.</param>
    /// <param name="enrolments">Every enrolment of the plan, in its order.</param>
    public static ScoredPlan Of(ComparisonPlan plan, IReadOnlyList<PlannedProbe> probes, IReadOnlyList<ScoredEnrolment> enrolments)
    {
        ScoredEnrolment[] enrolled = [.. enrolments.Where(enrolment => !enrolment.IsFailure)];
        var raw = new ScoreMatrix(
            plan.People,
            [.. enrolled.Select(enrolment => plan.Enrolments[enrolment.Number].Person)],
            [.. probes.Select(probe => probe.Person)],
            [.. enrolled.Select(enrolment => enrolment.Scores)]);
        var calibrated = enrolled.All(enrolment => enrolment.Placement is not null)
            ? raw.Map((row, score) => enrolled[row].Placement!.Value.Standardise(score))
            : null;
        return new ScoredPlan(plan, raw, calibrated, enrolments.Count - enrolled.Length, enrolled);
    }
}
