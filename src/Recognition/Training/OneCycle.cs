namespace Mote.Recognition.Training;

/// <summary>
/// A learning rate that rises to a peak and falls to nearly nothing, both along a cosine (Smith and Topin 2018,
/// "Super-Convergence"): a tenth of the steps up, the rest down.
/// </summary>
internal static class OneCycle
{
    private const double Rise = 0.1;
    private const double StartShare = 0.04;

    /// <summary>The rate of a step, 0 to <paramref name="steps"/> - 1.</summary>
    public static double At(int step, int steps, double peak)
    {
        var top = Math.Max(1, Rise * steps);
        return step < top
            ? peak * Between(StartShare, 1, step / top)
            : peak * Between(1, 0, (step - top) / Math.Max(1, steps - top));
    }

    private static double Between(double from, double to, double way) => to + (from - to) * (1 + Math.Cos(Math.PI * way)) / 2;
}
