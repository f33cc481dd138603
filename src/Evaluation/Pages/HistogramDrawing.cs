using System.Globalization;
using System.Text;

namespace Mote.Evaluation.Pages;

/// <summary>Draws how often scores occur: strangers and own photos, each as shares of their kind, with the bound between them.</summary>
internal static class HistogramDrawing
{
    private const int Width = 640;
    private const int Height = 220;
    private const int Baseline = 180;

    /// <summary>The drawing.</summary>
    /// <param name="strangers">Shares of equal bins.</param>
    /// <param name="own">Shares of as many bins.</param>
    /// <param name="low">The lower end of the first bin.</param>
    /// <param name="span">From there to the upper end of the last, above 0.</param>
    /// <param name="bound">The score that decides.</param>
    /// <param name="axis">What the scores are, as text.</param>
    /// <returns>An SVG element whose colours are the page's.</returns>
    public static string Svg(double[] strangers, double[] own, double low, double span, double bound, string axis)
    {
        // Square roots, or a few scores near the bound would vanish beside a thousand in the dead zone.
        var tallest = Math.Sqrt(strangers.Concat(own).DefaultIfEmpty(1).Max());
        var digits = span < 4 ? "F2" : "F1";
        var label = Page.Text(axis);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Histogram: {label}\">");
        Bars("strangers", strangers);
        Bars("own", own);
        var line = X(bound);
        var anchor = line > Width - 90 ? "end" : "start";
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"bound\" x1=\"{line:F1}\" x2=\"{line:F1}\" y1=\"12\" y2=\"{Baseline}\"/><text x=\"{line + (anchor == "end" ? -5 : 5):F1}\" y=\"22\" text-anchor=\"{anchor}\">bound {bound:F2}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"0\" x2=\"{Width}\" y1=\"{Baseline}\" y2=\"{Baseline}\"/>");
        foreach (var tick in Enumerable.Range(0, 5).Select(i => low + span * i / 4))
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Math.Clamp(X(tick), 16, Width - 16):F1}\" y=\"{Baseline + 16}\" text-anchor=\"middle\">{tick.ToString(digits, CultureInfo.InvariantCulture)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">{label}</text></svg>");
        return svg.ToString();

        double X(double score) => (score - low) / span * Width;

        void Bars(string kind, double[] shares)
        {
            for (var bin = 0; bin < shares.Length; bin++)
            {
                var tall = Math.Sqrt(shares[bin]) / tallest * (Baseline - 30);
                if (tall > 0)
                    svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{(double)bin * Width / shares.Length:F1}\" y=\"{Baseline - tall:F1}\" width=\"{(double)Width / shares.Length - 1:F1}\" height=\"{tall:F1}\"/>");
            }
        }
    }
}
