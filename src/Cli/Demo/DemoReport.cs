using System.Globalization;
using Mote.Cli.Output;
using Spectre.Console;

namespace Mote.Cli.Demo;

/// <summary>Shows people the figures of a demo, and what they rest on.</summary>
internal static class DemoReport
{
    // Fewer errors than these carry no claim (ISO/IEC 19795-1, the rule of 30).
    private const int FewestErrors = 30;

    public static void Show(DemoResult result, Screen screen, (string Models, string Photos) arguments)
    {
        var table = new Table().AddColumns("", $"Mote ({result.Recipe})", "cosine");
        table.AddRow("People enrolled, one photo each", $"{result.Enrolled} ({Counts(result.EnrolledByGroup)})", "the same");
        table.AddRow("Comparisons, mated and non-mated", $"{result.MatedComparisons:N0} and {result.NonMatedComparisons:N0}", "the same");
        table.AddRow("FNMR: own photos rejected", Rate(result.Fnmr, result.FalseNonMatches), Rate(result.CosineFnmr, result.CosineFalseNonMatches));
        table.AddRow("  by group of the reference", Groups(result.FnmrByGroup), Groups(result.CosineFnmrByGroup));
        table.AddRow($"FMR: strangers accepted, target {Percent(result.TargetFmr)}", Rate(result.Fmr, result.FalseMatches), Rate(result.CosineFmr, result.CosineFalseMatches));
        table.AddRow("  by group of the reference", Groups(result.FmrByGroup), Groups(result.CosineFmrByGroup));
        table.AddRow("Median enrolment", Milliseconds(result.EnrolMsMedian), "");
        table.AddRow("Median verification, one at a time", Milliseconds(result.VerifyMsMedian), "");
        table.AddRow("Bytes a person", $"{result.BytesPerIdentity:N0}, the network", $"{result.CosineBytesPerIdentity:N0}, the embedding in float32");
        table.AddRow("After the restart", result.SameDecisionsAfterRestart ? $"the same {result.VerifiedAfterRestart:N0} decisions" : "decisions differ", "");
        screen.People.Write(table);

        foreach (var line in Notes(result))
            screen.Say(line);
        screen.Say("Next, a silo of your own:");
        screen.Say($"  mote cohort build{arguments.Models}{arguments.Photos} --out cohort.pack");
        screen.Say($"  mote up{arguments.Models} --cohort cohort.pack");
        screen.Say("where 'mote' is: dotnet run -c Release --project src/Cli --");
    }

    /// <summary>What was left out of the figures, and how few errors they rest on.</summary>
    public static IEnumerable<string> Notes(DemoResult result)
    {
        yield return result.FailuresToEnrol.Count == 0 ? "Failures to enrol: none." : $"Failures to enrol: {Counts(result.FailuresToEnrol)}.";
        yield return result.ComparisonsNotAcquired == 0
            ? "Failures to acquire: none."
            : $"Failures to acquire: {Counts(result.FailuresToAcquire)}; their {result.ComparisonsNotAcquired:N0} comparisons count in neither rate.";
        if (result.MatedComparisons > 0)
        {
            var claim = Math.Min(result.FalseNonMatches, result.CosineFalseNonMatches) < FewestErrors ? $" Fewer than {FewestErrors} carry no claim." : "";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"One mated error is {100.0 / result.MatedComparisons:F2} points of FNMR, and there are {result.FalseNonMatches} (cosine: {result.CosineFalseNonMatches}).{claim}");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:F0} s in all.");
    }

    private static string Rate(double? rate, int errors) => rate is { } share ? $"{Percent(share)} ({errors})" : "none compared";

    private static string Percent(double share) => share.ToString("P2", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? milliseconds) => milliseconds is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:F0} ms") : "none timed";

    private static string Groups(IReadOnlyDictionary<string, double> shares) => string.Join("   ", shares.Select(group => $"{group.Key} {Percent(group.Value)}"));

    private static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));
}
