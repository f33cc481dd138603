using System.Globalization;

namespace Mote.Cli.Demo;

/// <summary>The figures of a demo as the rows of a table: what it is, Mote's, and cosine's.</summary>
internal static class DemoFigures
{
    public static IEnumerable<(string Label, string Mote, string Cosine)> Of(DemoResult result)
    {
        yield return ("People enrolled, one photo each", $"{result.Enrolled} ({Counts(result.EnrolledByGroup)})", "the same");
        yield return ("Comparisons, mated and non-mated", string.Create(CultureInfo.InvariantCulture, $"{result.MatedComparisons:N0} and {result.NonMatedComparisons:N0}"), "the same");
        yield return ("FNMR: own photos rejected", Rate(result.Fnmr, result.FalseNonMatches), Rate(result.CosineFnmr, result.CosineFalseNonMatches));
        yield return ("  by group of the reference", Groups(result.FnmrByGroup), Groups(result.CosineFnmrByGroup));
        yield return ($"FMR: strangers accepted, target {Percent(result.TargetFmr)}", Rate(result.Fmr, result.FalseMatches), Rate(result.CosineFmr, result.CosineFalseMatches));
        yield return ("  by group of the reference", Groups(result.FmrByGroup), Groups(result.CosineFmrByGroup));
        yield return ("Median enrolment", Milliseconds(result.EnrolMsMedian), "");
        yield return ("Median verification, one at a time", Milliseconds(result.VerifyMsMedian), "");
        yield return ("Bytes a person", string.Create(CultureInfo.InvariantCulture, $"{result.BytesPerIdentity:N0}, the network"), string.Create(CultureInfo.InvariantCulture, $"{result.CosineBytesPerIdentity:N0}, the embedding in float32"));
        yield return ("After the restart", result.SameDecisionsAfterRestart ? string.Create(CultureInfo.InvariantCulture, $"the same {result.VerifiedAfterRestart:N0} decisions") : "decisions differ", "");
    }

    /// <summary>Counts by name, in words.</summary>
    public static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));

    private static string Rate(double? rate, int errors) => rate is { } share ? $"{Percent(share)} ({errors})" : "none compared";

    private static string Percent(double share) => share.ToString("P2", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? milliseconds) => milliseconds is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:F0} ms") : "none timed";

    private static string Groups(IReadOnlyDictionary<string, double> shares) => string.Join("   ", shares.Select(group => $"{group.Key} {Percent(group.Value)}"));
}
