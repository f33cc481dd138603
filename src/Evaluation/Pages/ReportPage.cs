using System.Globalization;
using System.Text;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Pages;

/// <summary>A report as one self-contained page. It shows figures only: no photo, embedding or weight.</summary>
internal static class ReportPage
{
    public static string Of(EvaluationReport report)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<h1>Mote, measured on {report.Subjects} people</h1><p class=\"lead\">{Page.Text(string.Join(", ", report.Groups.Select(group => $"{group.Value} {group.Key}")))}; embeddings of {report.Dimension} values; seed {report.Seed}; data {report.Inputs[..12]}.</p>");
        AppendWarnings(page, report);
        AppendProtocol(page, report);
        if (report.Recipes.Count > 0)
        {
            RecognitionSection.Append(page, report);
            FairnessSection.Append(page, report);
        }

        PrivacySection.Append(page, report);
        return Page.Of("Mote evaluation", $"<main>{page}</main>");
    }

    private static void AppendWarnings(StringBuilder page, EvaluationReport report)
    {
        string[] warnings = [.. ReportWarnings.Of(report)];
        if (warnings.Length == 0)
            return;
        page.Append("<aside class=\"warnings\" aria-label=\"Where the numbers are too small\"><b>Too small to carry a claim</b><ul>");
        foreach (var warning in warnings)
            page.Append($"<li>{Page.Text(warning)}</li>");
        page.Append("</ul></aside>");
    }

    private static void AppendProtocol(StringBuilder page, EvaluationReport report)
    {
        if (report.Protocol is not { } protocol)
            return;
        page.Append("<h2 id=\"protocol\">How it was measured</h2><p>");
        page.Append(CultureInfo.InvariantCulture, $"Each person was enrolled from {protocol.References} {(protocol.References == 1 ? "photo" : "photos")}; every other photo was tried on everybody: {protocol.Mated:N0} mated and {protocol.NonMated:N0} non-mated comparisons, all ordered pairs, in each of {protocol.Draws} {(protocol.Draws == 1 ? "draw" : "draws")} of the reference photos. ");
        page.Append(CultureInfo.InvariantCulture, $"Training, calibration and policies used {protocol.CohortPhotos.Sum():N0} photos of other people ({string.Join(" + ", protocol.CohortPhotos.Select(count => count.ToString("N0", CultureInfo.InvariantCulture)))}: training, validation, calibration). ");
        page.Append(CultureInfo.InvariantCulture, $"Intervals hold 95 % and come from {protocol.Resamples:N0} resamples of the people, not of the comparisons. ");
        page.Append(CultureInfo.InvariantCulture, $"Failures to acquire: {protocol.ProbesRefused:N0} probes ({protocol.Fta:P2}); {protocol.ReferencesRefused:N0} people whose reference photos were refused count as failures to enrol.");
        if (protocol.Refused.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $" Photos refused, by reason: {Page.Text(string.Join(", ", protocol.Refused.Select(reason => $"{reason.Value} {reason.Key}")))}.");
        page.Append("</p>");
    }
}
