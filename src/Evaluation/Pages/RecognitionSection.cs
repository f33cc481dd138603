using System.Globalization;
using System.Text;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Pages;

/// <summary>How well recipes recognise, and what they cost.</summary>
internal static class RecognitionSection
{
    private static readonly string[] Rates = ["1e-2", "1e-3", "1e-4"];

    public static void Append(StringBuilder page, EvaluationReport report)
    {
        page.Append("<h2 id=\"recognition\">Recognition</h2>");
        page.Append(CultureInfo.InvariantCulture, $"<figure>{DetPlot.Svg(report.Recipes)}<figcaption>Lower and further left is better. Both axes are normal deviates.</figcaption></figure>");
        page.Append(FigureTable.Of(
            "Scores as the recipe gives them, first draw. FNMR at the smallest threshold whose FMR is not above the rate; ties are accepted; EER linearly interpolated. Below each figure its 95 % interval.",
            ["recipe", "score", "EER", .. Rates.Select(rate => $"FNMR at FMR {rate}"), "strangers at exactly 0", "FTE"],
            report.Recipes.Select(recipe => Row(recipe, [
                recipe.Score,
                Figure.Share(recipe.Eer, recipe.EerInterval),
                .. Rates.Select(rate => Figure.Fnmr(recipe.FnmrAtFmr[rate])),
                recipe.StrangersAtZero is null ? "<small>not its design</small>" : Figure.Share(recipe.StrangersAtZero),
                Figure.Share(recipe.Fte),
            ]))));
        AppendDraws(page, report);
        AppendCalibrated(page, report);
        page.Append("<h3>What it costs</h3>").Append(FigureTable.Of(
            "Bytes of weights, biases, outputs and scales (of the vector, and its two personal numbers, for cosine). Times are medians on one core of this machine: compare them within the table only.",
            ["recipe", "bytes a person", "synthesis and training", "one score"],
            report.Recipes.Select(recipe => Row(recipe, [
                Figure.Count(recipe.BytesPerIdentity),
                string.Create(CultureInfo.InvariantCulture, $"{recipe.TrainMsMedian:N1} ms"),
                string.Create(CultureInfo.InvariantCulture, $"{recipe.ScoreNsMedian:N0} ns"),
            ]))));
    }

    public static (bool IsOurs, IReadOnlyList<string> Cells) Row(RecipeFigures recipe, IEnumerable<string> cells) => (recipe.Name == "compact", [Page.Text(recipe.Name), .. cells]);

    private static void AppendDraws(StringBuilder page, EvaluationReport report)
    {
        if (report.Protocol is not { Draws: > 1 and var draws })
            return;
        page.Append("<h3>Over draws of the reference photos</h3>").Append(FigureTable.Of(
            $"Mean FNMR of {draws} draws, and over that of single-unit in the same draws and resamples. An interval that leaves out 1 is a difference beyond noise.",
            ["recipe", .. Rates.Skip(1).SelectMany(rate => new[] { $"FNMR at FMR {rate}", $"draw by draw, {rate}", $"over single-unit, {rate}" })],
            report.Recipes.Select(recipe => Row(recipe, Rates.Skip(1).SelectMany(rate => new[]
            {
                Figure.Share(recipe.Draws[rate].Mean, recipe.Draws[rate].Interval),
                string.Join("<br>", recipe.Draws[rate].Fnmr.Select(fnmr => Figure.Share(fnmr))),
                recipe.DrawsVersusSingleUnit is { } paired ? Figure.Number(paired[rate].Mean, paired[rate].Interval) : "",
            })))));
    }

    private static void AppendCalibrated(StringBuilder page, EvaluationReport report)
    {
        var calibrated = report.Recipes.Where(recipe => recipe.Calibrated is not null).ToArray();
        if (calibrated.Length == 0)
            return;
        page.Append("<h3>Calibrated scores</h3>").Append(FigureTable.Of(
            "Each person's scores placed on one scale by cohort strangers. Left, at one threshold found on these comparisons; right, at the threshold that promises the rate, set beforehand: the FMR achieved and the FNMR there.",
            ["recipe", "EER", .. Rates.Select(rate => $"FNMR at FMR {rate}"), .. Rates.SelectMany(rate => new[] { $"FMR where {rate} is stated", "FNMR there" }), "lowest rate stated"],
            calibrated.Select(recipe => Row(recipe, [
                Figure.Share(recipe.Calibrated!.Eer),
                .. Rates.Select(rate => Figure.Fnmr(recipe.Calibrated.FnmrAtFmr[rate])),
                .. Rates.SelectMany(rate => recipe.Calibrated.AtStated.TryGetValue(rate, out var point)
                    ? new[] { Figure.Rate(point.Fmr, point.FmrInterval), Figure.Fnmr(point) }
                    : ["<small>not carried</small>", ""]),
                Figure.Rate(recipe.Calibrated.LowestStatedFmr),
            ]))));
    }
}
