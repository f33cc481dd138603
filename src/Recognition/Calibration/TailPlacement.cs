namespace Mote.Recognition.Calibration;

/// <summary>Where strangers' margins begin to be high for one network, and how fast they thin out above.</summary>
/// <param name="Location">The upper quantile of strangers' margins that the tail begins at.</param>
/// <param name="Scale">
/// The geometric mean of the mean excess over it and the standard deviation of all margins, positive. The excess alone is
/// of the tail but rests on few strangers; the deviation is well known but of the body.
/// </param>
internal readonly record struct TailPlacement(double Location, double Scale)
{
    /// <summary>The share of strangers above the location. High enough to leave dozens of excesses, low enough to be tail.</summary>
    public const double Share = 0.1;

    /// <summary>Fewer strangers do not place a network.</summary>
    public const int FewestStrangers = 20;

    // A network that meets hardly any excess still gets a positive scale, relative to the spread of its margins.
    private const double LeastRelativeScale = 1e-3;

    /// <summary>Places a network by the margins of strangers.</summary>
    /// <param name="margins">At least <see cref="FewestStrangers"/> margins, in any order; sorted in place.</param>
    public static TailPlacement Of(float[] margins)
    {
        if (margins.Length < FewestStrangers)
            throw new ArgumentException($"{margins.Length} strangers do not place a network: at least {FewestStrangers} are needed.", nameof(margins));

        Array.Sort(margins);
        var above = Math.Max(2, (int)Math.Round(Share * margins.Length));
        var tail = margins.AsSpan(margins.Length - above);
        double location = (margins[^(above + 1)] + tail[0]) / 2;
        var excess = 0.0;
        foreach (var margin in tail)
            excess += margin - location;
        var spread = Math.Max(1e-6, margins[^1] - margins[0]);
        return new TailPlacement(location, Math.Max(Math.Sqrt(excess / above * Deviation(margins)), LeastRelativeScale * spread));
    }

    public double Standardise(double margin) => (margin - Location) / Scale;

    private static double Deviation(float[] margins)
    {
        var mean = margins.Average(margin => (double)margin);
        return Math.Sqrt(margins.Average(margin => (margin - mean) * (margin - mean)));
    }
}
