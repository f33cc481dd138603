using System.Globalization;

namespace Mote.Clusters;

/// <summary>The model of scale for sites of every size.</summary>
internal static class ScaleTable
{
    public static void Write(ScaleModel model, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| people | verifications a second in the busiest hour | silos | memory of each GB | stored GB | store a month $ | p99 ms |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        for (var people = 1_000; people <= 10_000_000; people *= 10)
        {
            FormattableString line = $"| {people:N0} | {model.Peak(people):N1} | {model.Silos(people)} | {model.MemoryGigabytes(people):F1} | {model.StoredGigabytes(people):N1} | {model.DollarsAMonth(people):N2} | {model.P99Milliseconds(people):F0} |";
            output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        }
    }
}
