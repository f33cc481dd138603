using System.Globalization;
using System.Text;
using Mote.Evaluation.Pages;
using Mote.Portraits.Photos;

namespace Mote.Cli.Demo;

/// <summary>A demo's figures and pictures as one self-contained page. Photos of real people are left out.</summary>
internal static class DemoPage
{
    private const int SheetColumns = 10;
    private const int SheetPhoto = 84;

    public static string Of(DemoOutcome outcome, DemoMaterial material)
    {
        var (result, scores) = (outcome.Result, outcome.Scores);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<h1>Mote, tried on {result.Enrolled} people</h1><p class=\"lead\">Each enrolled from one photo; each answered by a network of their own of {result.BytesPerIdentity:N0} bytes. {result.Seconds:F0} seconds in all.</p>");
        AppendFigures(page, result);
        AppendScores(page, scores);
        if (!material.AreSynthetic)
            return Page.Of("Mote demo", page.ToString());
        AppendHeatMaps(page, outcome.HeatMaps);
        AppendPeople(page, material.Plan);
        return Page.Of("Mote demo", page.ToString());
    }

    private static void AppendFigures(StringBuilder page, DemoResult result)
    {
        page.Append("<h2>How well it went</h2><table><thead><tr><th></th><th>Mote</th><th>cosine, for comparison</th></tr></thead><tbody>");
        foreach (var (label, mote, cosine) in DemoFigures.Of(result))
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Page.Text(label)}</th><td>{Page.Text(mote)}</td><td>{Page.Text(cosine)}</td></tr>");
        page.Append("</tbody></table>");
        foreach (var note in DemoReport.Notes(result))
            page.Append(CultureInfo.InvariantCulture, $"<p>{Page.Text(note)}</p>");
    }

    private static void AppendScores(StringBuilder page, DemoScores scores)
    {
        if (scores.Mote.Mated.Length == 0 || scores.Mote.NonMated.Length == 0)
            return;
        page.Append("<h2>How far strangers lie from the bound</h2><p><b class=\"own\">Own photos</b> should lie right of the bound, <b class=\"strangers\">strangers</b> left of it. Heights are square roots of shares, so that the few near the bound show. The service tells nobody the score of a non-match, so these come from networks trained the same way on the same photos, outside of it.</p>");
        page.Append(Histogram.Svg(scores.Mote, "Mote: margin, in units of each person's own tail of strangers"));
        page.Append(Histogram.Svg(scores.Cosine, "Plain vector template: cosine similarity"));
    }

    private static void AppendHeatMaps(StringBuilder page, IReadOnlyList<DemoHeatMap> heatMaps)
    {
        page.Append("<h2>Why</h2><p>What speaks for each answer, on the photo (Grad-CAM++): the brighter, the more. A \"no\" is shown in eight levels and carries no number, so that nobody can climb from it to a \"yes\".</p><div class=\"pictures\">");
        foreach (var map in heatMaps)
            page.Append(CultureInfo.InvariantCulture, $"<figure><img alt=\"Heat map. {Page.Text(map.Caption)}\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(map.Picture)}\"><figcaption>{Page.Text(map.Caption)}</figcaption></figure>");
        page.Append("</div>");
    }

    private static void AppendPeople(StringBuilder page, DemoPlan plan)
    {
        var sheet = ContactSheet.Of(plan.References.Select(reference => File.ReadAllBytes(reference.Path)), SheetColumns, SheetPhoto);
        page.Append(CultureInfo.InvariantCulture, $"<h2>Who was enrolled</h2><p>None of them exists: every face was drawn from a seed.</p><img alt=\"The {plan.References.Count} enrolled photos of synthetic people\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(sheet)}\">");
    }
}
