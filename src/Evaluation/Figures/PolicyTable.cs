using Mote.Evaluation.Metrics;
using Mote.Evaluation.Policies;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Figures;

/// <summary>What group policies do, fitted on cohort people and applied to the subjects.</summary>
internal static class PolicyTable
{
    /// <param name="subjects">Scores of the subjects.</param>
    /// <param name="cohort">Scores of cohort people, of the same kind.</param>
    /// <param name="points">Describes thresholds of mapped scores.</param>
    /// <returns>By policy and false-match rate; empty where the cohort people do not have comparisons of every group.</returns>
    public static SortedDictionary<string, SortedDictionary<string, PolicyFigures>> Of(ScoreMatrix subjects, ScoreMatrix cohort, Func<ScoreSet, OperatingPoints> points)
    {
        if (!HasEveryGroup(cohort))
            return [];
        return new(
            ScorePolicies.All.ToDictionary(
                policy => policy.Name,
                policy => FalseMatchRates.Each(fmr => Apply(policy.Fit(cohort, fmr), fmr, subjects, cohort, points))),
            StringComparer.Ordinal);
    }

    private static bool HasEveryGroup(ScoreMatrix cohort) => cohort.References.Length > 0 && new GroupScores(cohort).IsComplete;

    private static PolicyFigures Apply(IScoreMapping mapping, double fmr, ScoreMatrix subjects, ScoreMatrix cohort, Func<ScoreSet, OperatingPoints> points)
    {
        var mapped = points(ScoreSet.Of(Map(subjects, mapping)));
        var before = ScoreSet.Of(Map(cohort, mapping));
        return new PolicyFigures
        {
            AtGlobalThreshold = mapped.AtFmr(fmr),
            AtThresholdSetBefore = mapped.AtThreshold(FnmrAtFmr.Threshold(before, fmr, SubjectWeights.Once(before.People.Count))),
            Shifts = mapping is GroupShifts shifts ? new SortedDictionary<string, double>(shifts.Shifts.ToDictionary(), StringComparer.Ordinal) : null,
            CohortPeople = cohort.References.Length,
        };
    }

    private static ScoreMatrix Map(ScoreMatrix scores, IScoreMapping mapping) =>
        scores.Map((row, score) => mapping.Map(scores.People.Groups[scores.People.GroupOf(scores.References[row])], score));
}
