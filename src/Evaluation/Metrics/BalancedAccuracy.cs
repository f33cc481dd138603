namespace Mote.Evaluation.Metrics;

/// <summary>The mean share of each class that is recognised, so that 0.5 is chance for two classes of any size, and 1/n for n.</summary>
public static class BalancedAccuracy
{
    /// <summary>The balanced accuracy of answers.</summary>
    /// <param name="truth">The class of each case.</param>
    /// <param name="answers">The class answered for each.</param>
    public static double Of<T>(IReadOnlyList<T> truth, IReadOnlyList<T> answers)
        where T : IEquatable<T>
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(answers);
        return truth.Zip(answers).GroupBy(pair => pair.First).Average(cases => cases.Average(pair => pair.First.Equals(pair.Second) ? 1.0 : 0.0));
    }
}
