using System.Globalization;
using System.Text;
using MathNet.Numerics.Distributions;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Pages;

/// <summary>
/// Draws detection error trade-offs on normal-deviate axes, where normal scores make straight lines (Martin et al. 1997,
/// "The DET curve in assessment of detection task performance").
/// </summary>
internal static class DetPlot
{
    private const int Width = 720;
    private const int Height = 520;
    private const int Left = 66;
    private const int Right = 150;
    private const int Top = 14;
    private const int Bottom = 52;

    private static readonly double[] FmrTicks = [1e-5, 1e-4, 1e-3, 1e-2, 0.05, 0.2, 0.5];
    private static readonly double[] FnmrTicks = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4];

    /// <summary>One curve a recipe; rates that are off the axes are left out.</summary>
    public static string Svg(IReadOnlyList<RecipeFigures> recipes)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Detection error trade-off of {Page.Text(string.Join(", ", recipes.Select(recipe => recipe.Name)))}: the tables below give its points\">");
        foreach (var tick in FmrTicks)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{X(tick):F1}\" x2=\"{X(tick):F1}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/><text x=\"{X(tick):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Percent(tick)}</text>");
        foreach (var tick in FnmrTicks)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\"/><text x=\"{Left - 8}\" y=\"{Y(tick) + 4:F1}\" text-anchor=\"end\">{Percent(tick)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">FMR: strangers accepted</text><text transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">FNMR: own photos rejected</text>");
        foreach (var (i, recipe) in recipes.Index())
            Append(svg, recipe, i);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The class of a recipe's line, the same whichever others are there.</summary>
    private static string Line(string recipe, int place) => recipe switch
    {
        "cosine" => "s1",
        "cosine-norm" => "s2",
        "single-unit" => "s3",
        "paper" => "s4",
        "compact" => "s5 ours",
        _ => $"s{1 + place % 5}",
    };

    private static void Append(StringBuilder svg, RecipeFigures recipe, int place)
    {
        var points = recipe.Det
            .Where(point => point[0] >= FmrTicks[0] && point[0] <= FmrTicks[^1] && point[1] >= FnmrTicks[0] && point[1] <= FnmrTicks[^1])
            .Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point[0]):F1},{Y(point[1]):F1}"));
        var y = Top + 16 + 24 * place;
        var line = Line(recipe.Name, place);
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"curve {line}\" points=\"{string.Join(' ', points)}\"/><line class=\"curve {line}\" x1=\"{Width - Right + 14}\" x2=\"{Width - Right + 46}\" y1=\"{y - 4}\" y2=\"{y - 4}\"/><text class=\"name\" x=\"{Width - Right + 54}\" y=\"{y}\">{Page.Text(recipe.Name)}</text>");
    }

    private static double X(double rate) => Left + (Width - Left - Right) * Place(rate, FmrTicks);

    private static double Y(double rate) => Height - Bottom - (Height - Top - Bottom) * Place(rate, FnmrTicks);

    private static double Place(double rate, double[] ticks)
    {
        var (low, high) = (Deviate(ticks[0]), Deviate(ticks[^1]));
        return (Deviate(rate) - low) / (high - low);
    }

    private static double Deviate(double rate) => Normal.InvCDF(0, 1, rate);

    private static string Percent(double share) => $"{(share * 100).ToString("0.###", CultureInfo.InvariantCulture)} %";
}
