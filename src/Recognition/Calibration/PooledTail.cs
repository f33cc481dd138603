using Mote.Recognition.Networks;

namespace Mote.Recognition.Calibration;

/// <summary>
/// The upper tail of strangers' standardised margins for one recipe, pooled over cohort people enrolled for the
/// purpose: one subject alone meets too few strangers to fit it. Above standardised margin 0 the share of strangers
/// at or above t is <c>Share * (1 + Shape * t / Scale)^(-1 / Shape)</c>, a generalised Pareto tail (Coles 2001,
/// "An Introduction to Statistical Modeling of Extreme Values", section 4.2). Immutable and thread-safe.
/// </summary>
/// <param name="Recipe">The recipe of the networks it was fitted on.</param>
/// <param name="Shape">The shape of the generalised Pareto distribution; 0 is the exponential limit.</param>
/// <param name="Scale">Its scale, positive, in units of a subject's own scale.</param>
/// <param name="Share">The share of strangers with a standardised margin of 0 or more, above 0 and below 1.</param>
/// <param name="Comparisons">Non-mated comparisons behind the fit; no rate below <c>1 / Comparisons</c> is ever stated.</param>
/// <param name="Subjects">Cohort people enrolled for the fit.</param>
public sealed record PooledTail(Recipe Recipe, double Shape, double Scale, double Share, int Comparisons, int Subjects)
{
    /// <summary>The lowest rate the cohort carries.</summary>
    public double LowestRate => 1.0 / Comparisons;

    /// <summary>The nearest rate that the tail covers.</summary>
    /// <param name="rate">Any rate.</param>
    public double Covered(double rate) => Math.Clamp(rate, LowestRate, Share);

    /// <summary>
    /// The share of strangers at or above a standardised margin, at least <see cref="LowestRate"/>. Below 0 the body of
    /// the distribution begins, which no decision rests on: there the answer is <see cref="Share"/>, meaning "at least".
    /// </summary>
    public double FalseMatchRate(double standardisedMargin) => standardisedMargin <= 0
        ? Share
        : Math.Max(LowestRate, Share * new GeneralisedPareto(Shape, Scale).Survival(standardisedMargin));

    /// <summary>The standardised margin at which <see cref="FalseMatchRate"/> falls to a rate.</summary>
    /// <param name="rate">From <see cref="LowestRate"/> to <see cref="Share"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside what the tail covers.</exception>
    public double Threshold(double rate) => rate >= LowestRate && rate <= Share
        ? new GeneralisedPareto(Shape, Scale).Quantile(rate / Share)
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, $"The tail covers rates from {LowestRate:E1} to {Share:F2}.");
}
