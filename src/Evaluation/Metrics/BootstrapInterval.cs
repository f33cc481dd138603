namespace Mote.Evaluation.Metrics;

/// <summary>The 95 % percentile interval of a figure over resamples of the subjects (Efron and Tibshirani 1993, section 13.3).</summary>
public static class BootstrapInterval
{
    /// <summary>Resamples behind an interval.</summary>
    public const int Resamples = 1000;

    private const double Tail = 0.025;

    // An interval of the resamples that happen to have a value would be one of something else.
    private const double FewestDefined = 0.9;

    /// <summary>Computes a figure on every resample.</summary>
    /// <param name="people">How many people are drawn.</param>
    /// <param name="seed">Which resamples.</param>
    /// <param name="figure">The figure under given weights; called from several threads.</param>
    public static T[] Draw<T>(int people, ulong seed, Func<SubjectWeights, T> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var figures = new T[Resamples];
        Parallel.For(0, Resamples, resample => figures[resample] = figure(SubjectWeights.Resample(people, seed, resample)));
        return figures;
    }

    /// <summary>The interval of the figure, linearly interpolated between resamples.</summary>
    /// <param name="figures">One a resample; null or not a number where it has no value.</param>
    /// <returns>The two ends; null where more than a tenth of the resamples have no value.</returns>
    public static (double Low, double High)? Of(IEnumerable<double?> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var all = 0;
        var defined = new List<double>(Resamples);
        foreach (var figure in figures)
        {
            all++;
            if (figure is { } value && double.IsFinite(value))
                defined.Add(value);
        }

        if (defined.Count == 0 || defined.Count < FewestDefined * all)
            return null;
        defined.Sort();
        return (Quantile(Tail), Quantile(1 - Tail));

        double Quantile(double share)
        {
            var place = share * (defined.Count - 1);
            var below = (int)place;
            return below + 1 < defined.Count ? defined[below] + (place - below) * (defined[below + 1] - defined[below]) : defined[below];
        }
    }
}
