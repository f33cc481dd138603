using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Figures;

/// <summary>FNMR over draws, and over those of another recipe.</summary>
internal static class DrawTable
{
    /// <param name="draws">One a draw.</param>
    public static DrawFigures Of(IReadOnlyList<Resampled> draws) =>
        new([.. draws.Select(draw => draw.Point.Fnmr)], draws.Average(draw => draw.Point.Fnmr), Intervals.Of(Means(draws).Select(mean => (double?)mean), draws[0].People));

    /// <param name="draws">One a draw.</param>
    /// <param name="others">The other recipe's, of the same resamples and of these draws first; further ones do not count.</param>
    public static PairedFigures Against(IReadOnlyList<Resampled> draws, IReadOnlyList<Resampled> others)
    {
        Resampled[] same = [.. others.Take(draws.Count)];
        return new PairedFigures(
            [.. draws.Zip(same, (own, other) => Ratio(own.Point.Fnmr, other.Point.Fnmr))],
            Ratio(draws.Average(draw => draw.Point.Fnmr), same.Average(draw => draw.Point.Fnmr)),
            Intervals.Of(Means(draws).Zip(Means(same), Ratio), draws[0].People));
    }

    private static double[] Means(IReadOnlyList<Resampled> draws)
    {
        double[][] fnmr = [.. draws.Select(draw => draw.Fnmr)];
        return [.. Enumerable.Range(0, fnmr[0].Length).Select(resample => fnmr.Average(draw => draw[resample]))];
    }

    private static double? Ratio(double own, double other) => other > 0 ? own / other : null;
}
