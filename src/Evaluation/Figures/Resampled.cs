using Mote.Evaluation.Metrics;
using Mote.Evaluation.Reports;
using Mote.Recognition.Certification;

namespace Mote.Evaluation.Figures;

/// <summary>Error rates, and the same on every resample of the subjects.</summary>
internal sealed class Resampled
{
    private readonly ErrorRates[] _resamples;

    private Resampled(ErrorRates point, ErrorRates[] resamples, int people) => (Point, _resamples, People) = (point, resamples, people);

    public ErrorRates Point { get; }

    /// <summary>Who is enrolled.</summary>
    public int People { get; }

    /// <summary>The FNMR of every resample.</summary>
    public double[] Fnmr => [.. _resamples.Select(rates => rates.Fnmr)];

    /// <param name="scores">The comparisons.</param>
    /// <param name="seed">Which resamples; the same for all recipes, so that they are paired.</param>
    /// <param name="rates">Finds the rates when people count as often as the weights say.</param>
    public static Resampled Of(ScoreSet scores, ulong seed, Func<SubjectWeights, ErrorRates> rates) =>
        new(rates(SubjectWeights.Once(scores.People.Count)), BootstrapInterval.Draw(scores.People.Count, seed, rates), scores.Enrolled.Length);

    /// <summary>The interval of a figure.</summary>
    public Interval? Interval(Func<ErrorRates, double?> figure) => Intervals.Of(_resamples.Select(figure), People);

    /// <summary>That of a share of errors.</summary>
    /// <param name="share">The share.</param>
    /// <param name="errors">The comparisons behind it.</param>
    /// <param name="people">Whose they are.</param>
    public Interval? Interval(Func<ErrorRates, double?> share, ErrorCount errors, int people) => Intervals.Of(_resamples.Select(share), errors, people);
}
