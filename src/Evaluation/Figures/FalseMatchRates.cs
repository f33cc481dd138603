namespace Mote.Evaluation.Figures;

/// <summary>The false-match rates that figures are given at.</summary>
internal static class FalseMatchRates
{
    /// <summary>Their keys in a report, and their values.</summary>
    public static IReadOnlyList<(string Key, double Rate)> All { get; } = [("1e-2", 1e-2), ("1e-3", 1e-3), ("1e-4", 1e-4)];

    /// <summary>One figure a rate.</summary>
    public static SortedDictionary<string, T> Each<T>(Func<double, T> figure) =>
        new(All.ToDictionary(pair => pair.Key, pair => figure(pair.Rate)), StringComparer.Ordinal);
}
