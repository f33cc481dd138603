using System.Globalization;
using System.Text.Json;
using Mote.Cli.Output;
using Mote.Evaluation.Pages;
using Mote.Evaluation.Reports;
using Spectre.Console;

namespace Mote.Cli.Audit;

/// <summary>Shows people the privacy table of a report.</summary>
internal static class PrivacyTable
{
    public static void Show(EvaluationReport report, ReportFolder folder, Screen screen)
    {
        var table = new Table().AddColumns("template", "attacker", "best attack on the group", "balanced accuracy", "by luck", "p", "D_sys", "recovered and accepted", "matched before lockout");
        foreach (var row in report.Privacy)
        {
            table.AddRow(
                row.Template,
                row.Attacker,
                row.Best ?? "",
                Number(row.BalancedAccuracy, "F3"),
                Number(Other(row, "balancedAccuracyUnderPermutation"), "F3"),
                Number(row.PermutationP, "F3"),
                Number(row.DSys, "F3"),
                Share(row.InvertedAccepted, Other(row, "invertedAcceptedBound")),
                Share(Other(row, "lockoutBankMatched"), Other(row, "lockoutBankMatchedBound")));
        }

        screen.People.Write(table);
        screen.Say($"Figures: {folder.Json}");
        screen.Say($"The same with every other figure: {folder.Page}");
    }

    private static string Share(double? share, double? bound) => bound is { } most
        ? string.Create(CultureInfo.InvariantCulture, $"0, at most {most:P1}")
        : share?.ToString("P1", CultureInfo.InvariantCulture) ?? "";

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static double? Other(PrivacyFigures row, string name) =>
        row.Others is { } others && others.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
