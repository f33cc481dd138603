namespace Mote.Evaluation.Metrics;

/// <summary>
/// How differently errors fall on attribute groups (ISO/IEC 19795-10), with FMR and FNMR weighing alike. Every figure is
/// null for fewer than two groups.
/// </summary>
public static class Fairness
{
    // FMR and FNMR weigh alike.
    private const double FmrWeight = 0.5;

    /// <summary>
    /// The fairness discrepancy rate (de Freitas Pereira and Marcel 2021), <c>1 - (c max|FMR_i - FMR_j| + (1 - c) max|FNMR_i - FNMR_j|)</c>:
    /// 1 is fair. Nearly blind at small FMR.
    /// </summary>
    public static double? DiscrepancyRate(IReadOnlyList<double> fmr, IReadOnlyList<double> fnmr) => OfGroups(fmr, fnmr) is false
        ? null
        : 1 - (FmrWeight * (fmr.Max() - fmr.Min()) + (1 - FmrWeight) * (fnmr.Max() - fnmr.Min()));

    /// <summary>
    /// The Gini aggregation rate for biometric equitability, GARBE (Howard et al. 2022), <c>c G(FMR) + (1 - c) G(FNMR)</c>: 0 is fair.
    /// </summary>
    public static double? GiniAggregationRate(IReadOnlyList<double> fmr, IReadOnlyList<double> fnmr) => OfGroups(fmr, fnmr) is false
        ? null
        : FmrWeight * Gini(fmr) + (1 - FmrWeight) * Gini(fnmr);

    /// <summary>
    /// The inequity rate (Grother 2021), <c>(max/min FMR)^c (max/min FNMR)^(1 - c)</c>: 1 is fair; null where a group has no error.
    /// </summary>
    public static double? InequityRate(IReadOnlyList<double> fmr, IReadOnlyList<double> fnmr) =>
        SkewedErrorRatio(fmr) is { } matches && SkewedErrorRatio(fnmr) is { } nonMatches
            ? Math.Pow(matches, FmrWeight) * Math.Pow(nonMatches, 1 - FmrWeight)
            : null;

    /// <summary>The skewed error ratio, the largest error over the smallest: 1 is fair; null where the smallest is 0.</summary>
    public static double? SkewedErrorRatio(IReadOnlyList<double> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return errors.Count > 1 && errors.Min() > 0 ? errors.Max() / errors.Min() : null;
    }

    /// <summary>
    /// The Gini coefficient with the correction for few groups, <c>n/(n - 1) sum_ij |x_i - x_j| / (2 n^2 mean(x))</c>; 0 of all zeros.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two values.</exception>
    public static double Gini(IReadOnlyList<double> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (errors.Count < 2)
            throw new ArgumentException("A Gini coefficient compares at least two groups.", nameof(errors));
        double n = errors.Count;
        var mean = errors.Average();
        return mean == 0 ? 0 : n / (n - 1) * errors.Sum(x => errors.Sum(y => Math.Abs(x - y))) / (2 * n * n * mean);
    }

    private static bool OfGroups(IReadOnlyList<double> fmr, IReadOnlyList<double> fnmr)
    {
        ArgumentNullException.ThrowIfNull(fmr);
        ArgumentNullException.ThrowIfNull(fnmr);
        return fmr.Count == fnmr.Count ? fmr.Count > 1 : throw new ArgumentException("Both rates are of the same groups.", nameof(fnmr));
    }
}
