using Mote.Recognition.Networks;

namespace Mote.Recognition.Calibration;

/// <summary>
/// How far the calibrated scores of people are moved by their attribute group, chosen on cohort people at one false-match
/// rate. Applied at enrolment to whoever's group is given. Immutable and thread-safe.
/// </summary>
/// <param name="Recipe">The recipe whose scores it was chosen on.</param>
/// <param name="Name">What it aims at: <c>equal-fmr</c>, <c>equal-fnmr</c> or <c>balanced</c>.</param>
/// <param name="FalseMatchRate">The pooled rate that it was chosen at and keeps, above 0 and below 1.</param>
/// <param name="Shifts">What is added to standardised margins, one finite value an attribute group, in the cohort's order.</param>
/// <param name="People">Cohort people it was chosen on.</param>
public sealed record GroupPolicy(Recipe Recipe, string Name, double FalseMatchRate, IReadOnlyList<double> Shifts, int People);
