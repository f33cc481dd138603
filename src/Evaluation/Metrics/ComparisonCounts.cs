namespace Mote.Evaluation.Metrics;

/// <summary>How many comparisons there are, without walking over them.</summary>
internal static class ComparisonCounts
{
    /// <returns>Mated comparisons by group, and non-mated ones by the groups of reference and probe.</returns>
    public static (double[] Mated, double[,] NonMated) Of(ScoreSet scores, SubjectWeights weights)
    {
        var people = scores.People;
        var groups = people.Groups.Count;
        var probes = new double[groups];
        for (var person = 0; person < people.Count; person++)
            probes[people.GroupOf(person)] += weights.Of(person) * scores.ProbesOf[person];

        var mated = new double[groups];
        var nonMated = new double[groups, groups];
        foreach (var person in scores.Enrolled)
        {
            var (own, weight) = (people.GroupOf(person), weights.Of(person));
            mated[own] += weight * scores.ProbesOf[person];
            for (var group = 0; group < groups; group++)
                nonMated[own, group] += weight * (probes[group] - (group == own ? weight * scores.ProbesOf[person] : 0));
        }

        return (mated, nonMated);
    }
}
