namespace Mote.Evaluation.Policies;

/// <summary>Turns a threshold for each group into shifts that leave one threshold for all.</summary>
internal static class GroupThresholds
{
    /// <summary>Shifts after which every group's threshold is the pooled one of unshifted scores.</summary>
    public static GroupShifts Align(GroupScores scores, IReadOnlyList<double> thresholds, double fmr)
    {
        var pooled = scores.PooledThreshold(new double[scores.Groups.Count], fmr);
        return new GroupShifts(scores.Groups.Select((name, group) => (name, shift: pooled - thresholds[group])).ToDictionary(pair => pair.name, pair => pair.shift));
    }
}
