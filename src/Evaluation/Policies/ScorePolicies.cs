namespace Mote.Evaluation.Policies;

/// <summary>The policies that are reported.</summary>
public static class ScorePolicies
{
    /// <summary>All of them, the one that does nothing first.</summary>
    public static IReadOnlyList<IScorePolicy> All { get; } = [new NoPolicy(), new EqualFmrPolicy(), new EqualFnmrPolicy(), new BalancedPolicy()];
}
