namespace Mote.Evaluation.Metrics;

/// <summary>What no error among independent trials allows to be said (ISO/IEC 19795-1, the rule of 3).</summary>
public static class RuleOfThree
{
    /// <summary>The upper bound of the error rate with 95 % confidence, 3 / N and at most 1.</summary>
    /// <param name="trials">Independent trials without an error, at least 1; comparisons of one person are not independent.</param>
    public static double UpperBound(int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        return Math.Min(1, 3.0 / trials);
    }
}
