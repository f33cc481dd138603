using System.Globalization;
using System.Text;

namespace Mote.Cli.Demo;

/// <summary>Draws how often scores occur: strangers and own photos, each as shares of their kind, with the bound between them.</summary>
internal static class Histogram
{
    private const int Width = 640;
    private const int Height = 220;
    private const int Baseline = 180;
    private const int Bins = 64;

    /// <summary>The drawing.</summary>
    /// <param name="scores">The scores; one of a kind at least.</param>
    /// <param name="axis">What the scores are.</param>
    /// <returns>An SVG element whose colours are the page's.</returns>
    public static string Svg(ScoreSet scores, string axis)
    {
        double[] all = [.. scores.Mated, .. scores.NonMated, scores.Bound];
        var (low, high) = (all.Min(), all.Max());
        var span = Math.Max(high - low, 1e-9);
        var (strangers, own) = (Shares(scores.NonMated, low, span), Shares(scores.Mated, low, span));
        // Square roots, or a few scores near the bound would vanish beside a thousand in the dead zone.
        var tallest = Math.Sqrt(strangers.Concat(own).DefaultIfEmpty(1).Max());

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Histogram: {axis}\">");
        Bars("strangers", strangers);
        Bars("own", own);
        var bound = X(scores.Bound);
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"bound\" x1=\"{bound:F1}\" x2=\"{bound:F1}\" y1=\"12\" y2=\"{Baseline}\"/><text x=\"{bound + 5:F1}\" y=\"22\">bound {scores.Bound:F2}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"0\" x2=\"{Width}\" y1=\"{Baseline}\" y2=\"{Baseline}\"/>");
        foreach (var tick in Enumerable.Range(0, 5).Select(i => low + span * i / 4))
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Math.Clamp(X(tick), 16, Width - 16):F1}\" y=\"{Baseline + 16}\" text-anchor=\"middle\">{tick:F1}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">{axis}</text></svg>");
        return svg.ToString();

        double X(double score) => (score - low) / span * Width;

        void Bars(string kind, double[] shares)
        {
            for (var bin = 0; bin < Bins; bin++)
            {
                var tall = Math.Sqrt(shares[bin]) / tallest * (Baseline - 30);
                if (tall > 0)
                    svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{(double)bin * Width / Bins:F1}\" y=\"{Baseline - tall:F1}\" width=\"{(double)Width / Bins - 1:F1}\" height=\"{tall:F1}\"/>");
            }
        }
    }

    private static double[] Shares(double[] scores, double low, double span)
    {
        var shares = new double[Bins];
        foreach (var score in scores)
            shares[Math.Min(Bins - 1, (int)((score - low) / span * Bins))] += 1.0 / scores.Length;
        return shares;
    }
}
