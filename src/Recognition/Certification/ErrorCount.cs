using MathNet.Numerics.Distributions;

namespace Mote.Recognition.Certification;

/// <summary>Errors among trials, and what they allow to be said.</summary>
/// <param name="Errors">Trials that went wrong, 0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">Trials, 0 or more.</param>
public readonly record struct ErrorCount(int Errors, int Trials)
{
    private const double Confidence = 0.95;

    // Of the normal distribution, 2.5 % beyond either end.
    private static readonly double Quantile = Normal.InvCDF(0, 1, 0.975);

    /// <summary>The share of errors; 0 of no trials, which <see cref="UpperBound"/> tells apart.</summary>
    public double Rate => Trials == 0 ? 0 : (double)Errors / Trials;

    /// <summary>
    /// The rate that is not exceeded with 95 % confidence (Clopper and Pearson 1934, one-sided): without an error nearly
    /// 3 / <see cref="Trials"/>, and 1 without a trial.
    /// </summary>
    public double UpperBound => Errors >= Trials ? 1 : Beta.InvCDF(Errors + 1, Trials - Errors, Confidence);

    /// <summary>
    /// The two-sided 95 % interval of the rate, score method (Wilson 1927, "Probable inference, the law of succession, and
    /// statistical inference"); from 0 to 1 without a trial.
    /// </summary>
    public (double Low, double High) Wilson
    {
        get
        {
            if (Trials == 0)
                return (0, 1);
            var square = Quantile * Quantile;
            var middle = (Errors + square / 2) / (Trials + square);
            var half = Quantile / (Trials + square) * Math.Sqrt(Errors * (1 - Rate) + square / 4);
            return (Errors == 0 ? 0 : middle - half, Errors == Trials ? 1 : middle + half);
        }
    }

    /// <summary>Both counts together.</summary>
    public static ErrorCount Sum(IEnumerable<ErrorCount> counts) =>
        counts.Aggregate(default(ErrorCount), (sum, next) => new ErrorCount(sum.Errors + next.Errors, sum.Trials + next.Trials));
}
