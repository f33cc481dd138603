using Mote.Evaluation.Metrics;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Figures;

/// <summary>Error rates, and the same on every resample of the subjects.</summary>
internal sealed class Resampled
{
    private readonly ErrorRates[] _resamples;

    private Resampled(ErrorRates point, ErrorRates[] resamples) => (Point, _resamples) = (point, resamples);

    public ErrorRates Point { get; }

    /// <summary>The FNMR of every resample.</summary>
    public double[] Fnmr => [.. _resamples.Select(rates => rates.Fnmr)];

    /// <param name="scores">The comparisons.</param>
    /// <param name="seed">Which resamples; the same for all recipes, so that they are paired.</param>
    /// <param name="rates">Finds the rates when people count as often as the weights say.</param>
    public static Resampled Of(ScoreSet scores, ulong seed, Func<SubjectWeights, ErrorRates> rates) =>
        new(rates(SubjectWeights.Once(scores.People.Count)), BootstrapInterval.Draw(scores.People.Count, seed, rates));

    /// <summary>The interval of a figure.</summary>
    public Interval? Interval(Func<ErrorRates, double?> figure) => Intervals.Of(_resamples.Select(figure));
}
