using Mote.Recognition.Networks;

namespace Mote.Recognition.Calibration;

/// <summary>
/// The upper tail of strangers' standardised margins for one recipe, pooled over cohort people enrolled for the
/// purpose: one subject alone meets too few strangers to fit it. Above standardised margin 0 the share of strangers
/// at or above t is <c>Share * (1 + Shape * t / Scale)^(-1 / Shape)</c>, a generalised Pareto tail (Coles 2001,
/// "An Introduction to Statistical Modeling of Extreme Values", section 4.2).
/// </summary>
/// <param name="Recipe">The recipe of the networks it was fitted on.</param>
/// <param name="Shape">The shape of the generalised Pareto distribution; 0 is the exponential limit.</param>
/// <param name="Scale">Its scale, positive, in units of a subject's own scale.</param>
/// <param name="Share">The share of strangers with a standardised margin of 0 or more, above 0 and below 1.</param>
/// <param name="Comparisons">Non-mated comparisons behind the fit; no rate below <c>1 / Comparisons</c> is ever stated.</param>
/// <param name="Subjects">Cohort people enrolled for the fit.</param>
public sealed record PooledTail(Recipe Recipe, double Shape, double Scale, double Share, int Comparisons, int Subjects);
