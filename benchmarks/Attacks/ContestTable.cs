using System.Globalization;

namespace Mote.Attacks;

/// <summary>What was measured, as a table.</summary>
internal static class ContestTable
{
    // A library may take half as long again as ours before it counts as slower: less than that a shared machine does not tell apart.
    private const double MostTimes = 1.5;

    public static IEnumerable<string> Lines(IReadOnlyList<Measured> all)
    {
        yield return "| attack | features | by | balanced accuracy | less ours | permuted | prepared, ms | a labelling, ms | times ours | allocated, MB | resident, MB | repeatable | as strong, as quick |";
        yield return "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";
        foreach (var rows in all.GroupBy(row => (row.Contender.Family, row.Set)))
        {
            var own = rows.First();
            foreach (var row in rows)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {row.Contender.Family} | {row.Set} | {row.Contender.By} | {Shown(row.Strength)} | {(row == own ? "" : Shown(row.Gain))} | {row.UnderPermutation:F3} | {row.PreparationMs:F1} | {row.GuessMs:F1} | {row.AuditMs / own.AuditMs:F2} | {row.AllocatedMb:F1} | {row.PeakMb:F0} | {(row.IsRepeatable ? "yes" : "no")} | {(row == own ? "" : Verdict(row, own))} |");
            }
        }
    }

    private static string Verdict(Measured row, Measured own) => $"{(row.Gain.High >= 0 ? "yes" : "no")}, {(row.AuditMs <= MostTimes * own.AuditMs ? "yes" : "no")}";

    private static string Shown(Estimate estimate) => string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:F3} ({estimate.Low:F3} to {estimate.High:F3})");
}
