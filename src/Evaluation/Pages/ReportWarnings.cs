using System.Globalization;
using Mote.Evaluation.Metrics;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Pages;

/// <summary>Says where the numbers of a report are too small to carry a claim.</summary>
internal static class ReportWarnings
{
    /// <summary>Fewer errors than these carry no claim (ISO/IEC 19795-1, the rule of 30).</summary>
    public const int FewestErrors = 30;

    /// <summary>A group of fewer people says little of anybody else.</summary>
    public const int FewestPeople = 30;

    public static IEnumerable<string> Of(EvaluationReport report)
    {
        foreach (var (group, people) in report.Groups.Where(group => group.Value < FewestPeople))
            yield return string.Create(CultureInfo.InvariantCulture, $"Group {group} has {people} people, fewer than {FewestPeople}: its rates say little, and neither do the fairness figures.");
        if (report.Groups.Count < 2)
            yield return "There is one group only: no fairness figure has a value.";

        foreach (var (key, rate) in new[] { ("1e-2", 1e-2), ("1e-3", 1e-3), ("1e-4", 1e-4) })
        {
            var points = report.Recipes.Where(recipe => recipe.FnmrAtFmr.ContainsKey(key)).Select(recipe => (recipe.Name, Point: recipe.FnmrAtFmr[key])).ToArray();
            string[] none = [.. points.Where(recipe => recipe.Point.Errors == 0).Select(recipe => recipe.Name)];
            string[] few = [.. points.Where(recipe => recipe.Point.Errors is > 0 and < FewestErrors).Select(recipe => $"{recipe.Name} ({recipe.Point.Errors})")];
            if (none.Length > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"No FNMR error at FMR {key}: {string.Join(", ", none)}. That allows rates up to 3 / {report.Subjects} people = {RuleOfThree.UpperBound(report.Subjects):P1}, not a rate of 0.");
            if (few.Length > 0)
                yield return $"Fewer than {FewestErrors} FNMR errors at FMR {key}: {string.Join(", ", few)}. They carry no claim, and neither does a difference between them.";
            if (report.Protocol is { } protocol && protocol.NonMated * rate < FewestErrors)
                yield return string.Create(CultureInfo.InvariantCulture, $"FMR {key} is {protocol.NonMated * rate:F1} of {protocol.NonMated:N0} non-mated comparisons, fewer than {FewestErrors}: the threshold itself is a matter of luck.");
        }

        if (report.Protocol is { Draws: 1 } && report.Recipes.Count > 0)
            yield return "One draw of the reference photos: another one moves FNMR at 1e-4 by a third of itself. --draws 4 repeats it.";
    }
}
