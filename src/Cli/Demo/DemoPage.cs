using System.Globalization;
using System.Net;
using System.Text;
using Mote.Portraits.Photos;

namespace Mote.Cli.Demo;

/// <summary>A demo's figures and pictures as one self-contained page. Photos of real people are left out.</summary>
internal static class DemoPage
{
    private const int SheetColumns = 10;
    private const int SheetPhoto = 84;

    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d2327; --paper: #fbfbf9; --quiet: #6b7278; --line: #d9dcdf; --own: #1a7f5a; --strangers: #b3541e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --paper: #15181b; --quiet: #9aa2a9; --line: #343a40; --own: #4cc38a; --strangers: #e58a4f; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2.2rem; } p.lead { color: var(--quiet); margin-top: .2rem; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); } th { font-weight: 600; }
        img { width: 100%; height: auto; border-radius: 6px; } svg { width: 100%; height: auto; } svg text { fill: var(--quiet); font-size: 12px; }
        .own { fill: var(--own); opacity: .75; } .strangers { fill: var(--strangers); opacity: .75; } .bound { stroke: var(--ink); stroke-dasharray: 4 3; } .axis { stroke: var(--line); }
        b.own, b.strangers { opacity: 1; } b.own { color: var(--own); } b.strangers { color: var(--strangers); }
        """;

    public static string Of(DemoResult result, DemoScores scores, DemoMaterial material)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Mote demo</title><style>{Style}</style></head><body>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Mote, tried on {result.Enrolled} people</h1><p class=\"lead\">Each enrolled from one photo; each answered by a network of their own of {result.BytesPerIdentity:N0} bytes. {result.Seconds:F0} seconds in all.</p>");
        AppendFigures(page, result);
        AppendScores(page, scores);
        if (material.AreSynthetic)
            AppendPeople(page, material.Plan);
        return page.Append("</body></html>").ToString();
    }

    private static void AppendFigures(StringBuilder page, DemoResult result)
    {
        page.Append("<h2>How well it went</h2><table><thead><tr><th></th><th>Mote</th><th>cosine, for comparison</th></tr></thead><tbody>");
        foreach (var (label, mote, cosine) in DemoFigures.Of(result))
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(label)}</th><td>{Text(mote)}</td><td>{Text(cosine)}</td></tr>");
        page.Append("</tbody></table>");
        foreach (var note in DemoReport.Notes(result))
            page.Append(CultureInfo.InvariantCulture, $"<p>{Text(note)}</p>");
    }

    private static void AppendScores(StringBuilder page, DemoScores scores)
    {
        if (scores.Mote.Mated.Length == 0 || scores.Mote.NonMated.Length == 0)
            return;
        page.Append("<h2>How far strangers lie from the bound</h2><p><b class=\"own\">Own photos</b> should lie right of the bound, <b class=\"strangers\">strangers</b> left of it. Heights are square roots of shares, so that the few near the bound show. The service tells nobody the score of a non-match, so these come from networks trained the same way on the same photos, outside of it.</p>");
        page.Append(Histogram.Svg(scores.Mote, "Mote: margin, in units of each person's own tail of strangers"));
        page.Append(Histogram.Svg(scores.Cosine, "Plain vector template: cosine similarity"));
    }

    private static void AppendPeople(StringBuilder page, DemoPlan plan)
    {
        var sheet = ContactSheet.Of(plan.References.Select(reference => File.ReadAllBytes(reference.Path)), SheetColumns, SheetPhoto);
        page.Append(CultureInfo.InvariantCulture, $"<h2>Who was enrolled</h2><p>None of them exists: every face was drawn from a seed.</p><img alt=\"The {plan.References.Count} enrolled photos of synthetic people\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(sheet)}\">");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
