namespace Mote.Protocol;

/// <summary>How evenly errors fall over attribute groups in a realm, by the certificates of its people.</summary>
/// <param name="Enrolled">Enrolled people.</param>
/// <param name="Certified">Those whose certificates are in the figures.</param>
/// <param name="Groups">One an attribute group.</param>
/// <param name="GiniAggregationRate">GARBE, 0 is fair; null for fewer than two groups or where false non-matches are not shown.</param>
/// <param name="Policy">The realm's group policy, for people whose group was given at their enrolment: <c>none</c>, <c>equal-fmr</c>, <c>equal-fnmr</c> or <c>balanced</c>.</param>
/// <param name="RefusedEnrolments">Enrolments and re-enrolments that failed by what they were given, counted by problem code. Attempts, not people.</param>
/// <param name="Warnings">What to know before anything is concluded.</param>
/// <param name="GatheredAt">When the figures were gathered.</param>
public sealed record Fairness(
    int Enrolled,
    int Certified,
    IReadOnlyList<FairnessGroup> Groups,
    FairnessEstimate? GiniAggregationRate,
    string Policy,
    IReadOnlyDictionary<string, int> RefusedEnrolments,
    IReadOnlyList<string> Warnings,
    DateTimeOffset GatheredAt);
