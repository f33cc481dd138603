using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Figures;

/// <summary>The fairness figures of error rates; null where a group has no comparisons or the figure no value.</summary>
internal static class GroupRates
{
    public static double? Fdr(ErrorRates rates, int groups) => Of(rates, groups, rates.FmrOf, Fairness.DiscrepancyRate);

    public static double? Garbe(ErrorRates rates, int groups) => Of(rates, groups, rates.FmrOf, Fairness.GiniAggregationRate);

    public static double? GarbeWithinGroup(ErrorRates rates, int groups) => Of(rates, groups, rates.FmrWithin, Fairness.GiniAggregationRate);

    public static double? Ir(ErrorRates rates, int groups) => Of(rates, groups, rates.FmrOf, Fairness.InequityRate);

    public static double? Ser(ErrorRates rates, int groups) => Of(rates, groups, rates.FmrOf, (_, fnmr) => Fairness.SkewedErrorRatio(fnmr));

    public static double? SerOfFmr(ErrorRates rates, int groups) => Of(rates, groups, rates.FmrOf, (fmr, _) => Fairness.SkewedErrorRatio(fmr));

    /// <summary>Every fairness figure by its key in a report.</summary>
    public static IReadOnlyList<(string Key, Func<ErrorRates, int, double?> Figure)> All { get; } =
        [("fdr", Fdr), ("garbe", Garbe), ("garbeWithinGroup", GarbeWithinGroup), ("ir", Ir), ("ser", Ser), ("serOfFmr", SerOfFmr)];

    private static double? Of(ErrorRates rates, int groups, Func<int, double?> fmrOf, Func<IReadOnlyList<double>, IReadOnlyList<double>, double?> figure)
    {
        double?[] fmr = [.. Enumerable.Range(0, groups).Select(fmrOf)];
        double?[] fnmr = [.. Enumerable.Range(0, groups).Select(rates.FnmrOf)];
        return fmr.Concat(fnmr).All(rate => rate is not null) ? figure([.. fmr.Select(rate => rate!.Value)], [.. fnmr.Select(rate => rate!.Value)]) : null;
    }
}
