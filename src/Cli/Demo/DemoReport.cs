using System.Globalization;
using Mote.Cli.Output;
using Mote.Evaluation.Pages;
using Spectre.Console;

namespace Mote.Cli.Demo;

/// <summary>Shows people the figures of a demo, and what they rest on.</summary>
internal static class DemoReport
{
    public static void Show(DemoResult result, Screen screen, string page, string[] next)
    {
        var table = new Table().AddColumns("", $"Mote ({result.Recipe})", "cosine");
        foreach (var (label, mote, cosine) in DemoFigures.Of(result))
            table.AddRow(Markup.Escape(label), Markup.Escape(mote), Markup.Escape(cosine));
        screen.People.Write(table);

        foreach (var line in Notes(result))
            screen.Say(line);
        screen.Say($"The same with pictures: {page}");
        if (result.Console is { } console)
        {
            screen.Say("");
            screen.Say($"The console, with these people in it: {console.Address}");
            screen.Say($"Sign in with: {console.Key}");
            screen.Say($"Photos to try: {console.Photos}");
            screen.Say("Or from another terminal:");
            screen.Say($"  export MOTE_API_KEY={console.Key}");
            screen.Say($"  mote explain {console.Subject} {Path.Combine(console.Photos, console.Photo)} --address {console.Address} --out why.png");
            screen.Say("It runs until Ctrl+C.");
            screen.Say("");
        }

        screen.Say("Next:");
        foreach (var command in next)
            screen.Say($"  {command}");
        screen.Say("where 'mote' is: dotnet run -c Release --project src/Cli --");
    }

    /// <summary>What was left out of the figures, and how few errors they rest on.</summary>
    public static IEnumerable<string> Notes(DemoResult result)
    {
        yield return result.FailuresToEnrol.Count == 0 ? "Failures to enrol: none." : $"Failures to enrol: {DemoFigures.Counts(result.FailuresToEnrol)}.";
        yield return result.ComparisonsNotAcquired == 0
            ? "Failures to acquire: none."
            : $"Failures to acquire: {DemoFigures.Counts(result.FailuresToAcquire)}; their {result.ComparisonsNotAcquired:N0} comparisons count in neither rate.";
        if (result.MatedComparisons > 0)
        {
            var claim = Math.Min(result.FalseNonMatches, result.CosineFalseNonMatches) < ReportWarnings.FewestErrors ? $" Fewer than {ReportWarnings.FewestErrors} carry no claim." : "";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"One mated error is {100.0 / result.MatedComparisons:F2} points of FNMR, and there are {result.FalseNonMatches} (cosine: {result.CosineFalseNonMatches}).{claim}");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:F0} s in all.");
    }
}
