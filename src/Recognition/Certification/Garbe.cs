namespace Mote.Recognition.Certification;

/// <summary>
/// The Gini aggregation rate for biometric equitability (Howard et al. 2022, "Evaluating Proposed Fairness Models for Face
/// Recognition Algorithms"), with false matches and false non-matches weighing alike: 0 is fair, 1 is not.
/// </summary>
internal static class Garbe
{
    /// <summary><c>(G(FMR) + G(FNMR)) / 2</c> over at least two groups.</summary>
    public static double Of(ReadOnlySpan<double> falseMatchRates, ReadOnlySpan<double> falseNonMatchRates) =>
        (Gini(falseMatchRates) + Gini(falseNonMatchRates)) / 2;

    /// <summary><c>n/(n - 1) sum_ij |x_i - x_j| / (2 n^2 mean(x))</c>; 0 of all zeros.</summary>
    public static double Gini(ReadOnlySpan<double> rates)
    {
        double n = rates.Length;
        var (sum, differences) = (0.0, 0.0);
        foreach (var one in rates)
        {
            sum += one;
            foreach (var other in rates)
                differences += Math.Abs(one - other);
        }

        return sum == 0 ? 0 : differences / (2 * (n - 1) * sum);
    }
}
