using MathNet.Numerics.Statistics;

namespace Mote.Recognition.Spaces;

/// <summary>
/// What the quality of a photo excuses. Embedders that are trained with a margin give poor photos short embeddings (Meng et
/// al. 2021, "MagFace", section 3; Kim, Jain and Liu 2022, "AdaFace", section 3.2), and poor photos resemble their own person
/// less: they are excused some of it, and good photos must resemble the more. How much is learnt from a cohort: the slope of
/// mated margins over the standardised logarithm of the length, of which the share is made good that a likelihood ratio
/// asks for. Where lengths tell nothing there is no slope, nor where all are 1. Immutable and thread-safe.
/// </summary>
internal sealed class QualityAllowance
{
    /// <summary>
    /// Standard deviations from the ordinary that count; what lies beyond counts as this. Whoever chooses a poor photo on
    /// purpose gains no more.
    /// </summary>
    public const double MostDeviations = 1;

    // Where decisions are made: strangers above it are counted, not extrapolated, in a cohort of some hundred people.
    private const double DecisiveShare = 1e-3;

    private readonly double _mean;
    private readonly double _deviation;
    private readonly double _slope;

    private QualityAllowance(double mean, double deviation, double slope) => (_mean, _deviation, _slope) = (mean, deviation, slope);

    /// <summary>The length of an ordinary photo's embedding, which excuses nothing.</summary>
    public float OrdinaryLength => (float)Math.Exp(_mean);

    /// <summary>Learns from a cohort.</summary>
    /// <param name="lengths">Of all photos, positive.</param>
    /// <param name="mated">Comparisons of a photo with another of its person: the photo's length, and the margin. People weigh alike.</param>
    /// <param name="strangers">Margins of comparisons of different people, sorted.</param>
    public static QualityAllowance Fit(ReadOnlySpan<float> lengths, IReadOnlyList<(int Person, float Length, float Margin)> mated, IReadOnlyList<float> strangers)
    {
        var (mean, deviation) = Logarithms(lengths);
        // Lengths of a normalising embedder differ by rounding alone.
        if (!(deviation > 1e-4) || mated.Count == 0)
            return new QualityAllowance(mean, 1, 0);

        var allowance = new QualityAllowance(mean, deviation, 1);
        var pairs = mated.CountBy(comparison => comparison.Person).ToDictionary();
        var (weight, x, y, xx, xy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (person, length, margin) in mated)
        {
            var (w, quality) = (1.0 / pairs[person], allowance.Quality(length));
            (weight, x, y) = (weight + w, x + w * quality, y + w * margin);
            (xx, xy, yy) = (xx + w * quality * quality, xy + w * quality * margin, yy + w * margin * margin);
        }

        (x, y) = (x / weight, y / weight);
        var variance = xx / weight - x * x;
        var slope = variance > 0 ? (xy / weight - x * y) / variance : 0;
        var unexplained = yy / weight - y * y - slope * slope * variance;
        return new QualityAllowance(mean, deviation, slope * Share(y, unexplained, strangers));
    }

    /// <summary>The margin that a photo is excused: positive for poor photos, negative for good ones.</summary>
    /// <param name="length">Of the photo's embedding, positive.</param>
    public float Of(float length) => (float)(-_slope * Quality(length));

    /// <summary>
    /// With mated margins normal around a mean that falls with quality and strangers' margins exponential above the
    /// threshold, the ratio of their densities is the same for all qualities where the threshold follows the mean by
    /// A / (A + 1 / b): A is the distance of the mean to the threshold over the variance, b the strangers' mean excess.
    /// </summary>
    private static double Share(double mean, double variance, IReadOnlyList<float> strangers)
    {
        var above = Math.Max(1, (int)(DecisiveShare * strangers.Count));
        var threshold = strangers[Math.Max(0, strangers.Count - above - 1)];
        var excess = strangers.Skip(strangers.Count - above).Average(margin => (double)margin - threshold);
        var pull = Math.Max(0, mean - threshold) / variance;
        return excess > 0 && variance > 0 ? pull / (pull + 1 / excess) : 0;
    }

    private static (double Mean, double Deviation) Logarithms(ReadOnlySpan<float> lengths)
    {
        var statistics = new RunningStatistics();
        foreach (var length in lengths)
            statistics.Push(Math.Log(length));
        return (statistics.Mean, statistics.PopulationStandardDeviation);
    }

    private double Quality(float length) => Math.Clamp((Math.Log(length) - _mean) / _deviation, -MostDeviations, MostDeviations);
}
