using MathNet.Numerics.Distributions;

namespace Mote.Recognition.Certification;

/// <summary>Errors among trials, and what they allow to be said.</summary>
/// <param name="Errors">Trials that went wrong, 0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">Trials, 0 or more.</param>
public readonly record struct ErrorCount(int Errors, int Trials)
{
    private const double Confidence = 0.95;

    /// <summary>The share of errors; 0 of no trials, which <see cref="UpperBound"/> tells apart.</summary>
    public double Rate => Trials == 0 ? 0 : (double)Errors / Trials;

    /// <summary>
    /// The rate that is not exceeded with 95 % confidence (Clopper and Pearson 1934, one-sided): without an error nearly
    /// 3 / <see cref="Trials"/>, and 1 without a trial.
    /// </summary>
    public double UpperBound => Errors >= Trials ? 1 : Beta.InvCDF(Errors + 1, Trials - Errors, Confidence);

    /// <summary>Both counts together.</summary>
    public static ErrorCount Sum(IEnumerable<ErrorCount> counts) =>
        counts.Aggregate(default(ErrorCount), (sum, next) => new ErrorCount(sum.Errors + next.Errors, sum.Trials + next.Trials));
}
