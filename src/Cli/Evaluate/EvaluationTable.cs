using System.Globalization;
using Mote.Cli.Output;
using Mote.Evaluation.Pages;
using Mote.Evaluation.Reports;
using Spectre.Console;

namespace Mote.Cli.Evaluate;

/// <summary>Shows people the recognition table of a report.</summary>
internal static class EvaluationTable
{
    public static void Show(EvaluationReport report, ReportFolder folder, Screen screen)
    {
        var table = new Table().AddColumns("recipe", "EER", "FNMR at 1e-2", "FNMR at 1e-3", "FNMR at 1e-4", "GARBE at 1e-3", "silent", "bytes", "training");
        foreach (var recipe in report.Recipes)
        {
            table.AddRow(
                recipe.Name,
                Percent(recipe.Eer),
                Fnmr(recipe.FnmrAtFmr["1e-2"]),
                Fnmr(recipe.FnmrAtFmr["1e-3"]),
                Fnmr(recipe.FnmrAtFmr["1e-4"]),
                recipe.FnmrAtFmr["1e-3"].Garbe is { } garbe ? garbe.ToString("F2", CultureInfo.InvariantCulture) : "",
                recipe.StrangersAtZero is { } silent ? silent.ToString("P1", CultureInfo.InvariantCulture) : "",
                recipe.BytesPerIdentity.ToString("N0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{recipe.TrainMsMedian:F0} ms"));
        }

        screen.People.Write(table);
        screen.Say($"Figures: {folder.Json}");
        screen.Say($"The same with intervals, curves and warnings: {folder.Page}");
    }

    private static string Fnmr(OperatingPoint point) =>
        point is { Low: { } low, High: { } high } ? $"{Percent(point.Fnmr)} ({Percent(low)} to {Percent(high)})" : Percent(point.Fnmr);

    private static string Percent(double share) => share.ToString("P2", CultureInfo.InvariantCulture);
}
