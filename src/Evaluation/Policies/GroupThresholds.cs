namespace Mote.Evaluation.Policies;

/// <summary>Turns a threshold for each group into shifts that leave one threshold for all.</summary>
internal static class GroupThresholds
{
    /// <summary>Shifts that set the groups apart as their thresholds do, and leave the pooled threshold of a rate where it was.</summary>
    public static GroupShifts Align(GroupScores scores, IReadOnlyList<double> thresholds, double fmr)
    {
        double[] apart = [.. thresholds.Select(threshold => -threshold)];
        var common = scores.PooledThreshold(new double[scores.Groups.Count], fmr) - scores.PooledThreshold(apart, fmr);
        return new GroupShifts(scores.Groups.Select((name, group) => (name, shift: apart[group] + common)).ToDictionary(pair => pair.name, pair => pair.shift));
    }
}
