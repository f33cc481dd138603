using System.Globalization;
using System.Text;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Pages;

/// <summary>How errors fall on attribute groups, and what group policies change.</summary>
internal static class FairnessSection
{
    private static readonly string[] Rates = ["1e-2", "1e-3", "1e-4"];

    public static void Append(StringBuilder page, EvaluationReport report)
    {
        page.Append("<h2 id=\"fairness\">Fairness</h2><p>FMR has two readings and they can disagree: (a) references of a group against probes of everybody else, (b) against probes of others of the group. FDR is nearly blind where FMR is small, so GARBE stands beside it; IR and SER have no value where a group has no error.</p>");
        foreach (var rate in Rates)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h3>At FMR {rate}</h3>").Append(FigureTable.Of(
                $"Groups at one threshold of pooled FMR {rate}, with the number of enrolled people. Fair is 1 for FDR, IR and SER, 0 for GARBE.",
                ["recipe", "group", "FNMR", "FMR (a)", "FMR (b)", "FDR", "GARBE (a)", "GARBE (b)", "IR", "SER of FNMR"],
                report.Recipes.SelectMany(recipe => Rows(recipe, recipe.FnmrAtFmr[rate]))));
        }

        AppendHistograms(page, report);
        AppendPolicies(page, report);
    }

    private static IEnumerable<(bool, IReadOnlyList<string>)> Rows(RecipeFigures recipe, OperatingPoint point) => point.ByGroup.Select((group, i) => RecognitionSection.Row(
        recipe with { Name = i == 0 ? recipe.Name : "" },
        [
            $"{Page.Text(group.Key)}<small>{group.Value.People} people</small>",
            Figure.Share(group.Value.Fnmr, group.Value.FnmrInterval) + $"<small>{group.Value.Errors} errors</small>",
            Figure.Rate(group.Value.Fmr, group.Value.FmrInterval),
            Figure.Rate(group.Value.FmrWithinGroup, group.Value.FmrWithinGroupInterval),
            .. i == 0
                ? new[] { ("fdr", point.Fdr), ("garbe", point.Garbe), ("garbeWithinGroup", point.GarbeWithinGroup), ("ir", point.Ir), ("ser", point.Ser) }
                    .Select(figure => Figure.Number(figure.Item2, point.Intervals.GetValueOrDefault(figure.Item1)))
                : ["", "", "", "", ""],
        ]));

    private static void AppendHistograms(StringBuilder page, EvaluationReport report)
    {
        page.Append("<h3>Scores by group</h3><p><b class=\"own\">Own photos</b> should lie right of the bound of FMR 1e-3, <b class=\"strangers\">strangers</b> left of it. Heights are square roots of shares.</p><div class=\"grid\">");
        foreach (var recipe in report.Recipes)
        {
            foreach (var (group, mated) in recipe.Histogram?.Mated ?? [])
                page.Append(HistogramDrawing.Svg(Shares(recipe.Histogram!.NonMated[group]), Shares(mated), recipe.Histogram.Low, recipe.Histogram.High - recipe.Histogram.Low, recipe.FnmrAtFmr["1e-3"].Threshold, $"{recipe.Name}, group {group}"));
        }

        page.Append("</div>");
    }

    private static double[] Shares(int[] counts)
    {
        double all = Math.Max(1, counts.Sum());
        return [.. counts.Select(count => count / all)];
    }

    private static void AppendPolicies(StringBuilder page, EvaluationReport report)
    {
        var recipes = report.Recipes.Where(recipe => recipe.Policies.Count > 0).ToArray();
        if (recipes.Length == 0)
            return;
        page.Append("<h3>Group policies</h3><p>Each was chosen on cohort people enrolled for the purpose, never on the subjects, and is applied to every subject's scores by group.</p>");
        foreach (var rate in Rates.Skip(1))
        {
            page.Append(FigureTable.Of(
                $"FMR {rate}. Left, at one global threshold of pooled FMR set on these comparisons; right, at the threshold set beforehand on the cohort, with what was achieved.",
                ["recipe", "policy", "FNMR", "FNMR by group", "GARBE (a)", "GARBE (b)", "FMR achieved", "FNMR", "GARBE (a)", "GARBE (b)"],
                recipes.SelectMany(recipe => recipe.Policies.OrderBy(policy => policy.Key != "none").Select((policy, i) => RecognitionSection.Row(
                    recipe with { Name = i == 0 ? recipe.Name : "" },
                    Cells(policy.Key, policy.Value[rate].AtGlobalThreshold, policy.Value[rate].AtThresholdSetBefore))))));
        }
    }

    private static string[] Cells(string policy, OperatingPoint global, OperatingPoint before) =>
    [
        Page.Text(policy),
        Figure.Fnmr(global),
        string.Join("<br>", global.ByGroup.Select(group => $"{Page.Text(group.Key)} {Figure.Share(group.Value.Fnmr)}")),
        Figure.Number(global.Garbe, global.Intervals.GetValueOrDefault("garbe")),
        Figure.Number(global.GarbeWithinGroup, global.Intervals.GetValueOrDefault("garbeWithinGroup")),
        Figure.Rate(before.Fmr, before.FmrInterval),
        Figure.Fnmr(before),
        Figure.Number(before.Garbe, before.Intervals.GetValueOrDefault("garbe")),
        Figure.Number(before.GarbeWithinGroup, before.Intervals.GetValueOrDefault("garbeWithinGroup")),
    ];
}
