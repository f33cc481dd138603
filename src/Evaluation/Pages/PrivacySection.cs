using System.Globalization;
using System.Text;
using System.Text.Json;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Pages;

/// <summary>What attackers learn.</summary>
internal static class PrivacySection
{
    public static void Append(StringBuilder page, EvaluationReport report)
    {
        if (report.Privacy.Count == 0)
            return;
        string[] others = [.. report.Privacy.SelectMany(row => row.Others?.Where(other => IsPlain(other.Value)).Select(other => other.Key) ?? []).Distinct()];
        page.Append("<h2 id=\"privacy\">Privacy</h2>").Append(FigureTable.Of(
            "The best of all attacks of each attacker. Balanced accuracy 0.50 is chance, and the best of many attacks lies above it by luck: p is the share of label permutations whose best attack did as well. D_sys is 0 for unlinkable and 1 for linkable templates, less its mean under permuted labels.",
            ["template", "attacker", "best attack on the group", "balanced accuracy", "p", "D_sys", "as computed", "under permutation", "recovered and accepted", .. others.Select(Words)],
            report.Privacy.Select(row => (row.Template == "compact", (IReadOnlyList<string>)[
                Page.Text(row.Template),
                Page.Text(row.Attacker),
                Page.Text(row.Best ?? ""),
                Number(row.BalancedAccuracy),
                Number(row.PermutationP),
                Number(row.DSys),
                Number(row.DSysRaw),
                Number(row.DSysNull),
                Figure.Share(row.InvertedAccepted),
                .. others.Select(key => row.Others?.TryGetValue(key, out var value) is true && IsPlain(value) ? Page.Text(Plain(value)) : ""),
            ]))));
    }

    private static bool IsPlain(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False;

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("0.####", CultureInfo.InvariantCulture) : value.ToString();

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A key in camel case as words.</summary>
    private static string Words(string key) => string.Concat(key.Select(letter => char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
