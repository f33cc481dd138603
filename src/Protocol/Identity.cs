namespace Mote.Protocol;

/// <summary>What is known of an enrolled subject. Never a face, an embedding or a weight.</summary>
/// <param name="Subject">The subject's name within the realm.</param>
/// <param name="Recipe">How the model-template was trained: <c>compact</c>, <c>paper</c> or <c>single-unit</c>.</param>
/// <param name="Version">1 at enrolment, one more with each re-enrolment.</param>
/// <param name="EnrolledAt">When this version was trained.</param>
/// <param name="Balance">The share of synthetic genuine samples drawn from the first attribute group, 0 to 1.</param>
/// <param name="TargetFalseMatchRate">The false-match rate that decides, above 0 and below 1.</param>
/// <param name="WeightBytes">Bytes of the network: weights, biases, output weights and scales.</param>
/// <param name="Embedder">SHA-256 of the embedder, hexadecimal.</param>
/// <param name="Cohort">SHA-256 of the cohort pack, hexadecimal.</param>
/// <param name="Certificate">What was measured about the model-template; null for one of before there were certificates.</param>
public sealed record Identity(
    string Subject,
    string Recipe,
    int Version,
    DateTimeOffset EnrolledAt,
    double Balance,
    double TargetFalseMatchRate,
    int WeightBytes,
    string Embedder,
    string Cohort,
    Certificate? Certificate = null)
{
    /// <summary>Until when no photo is compared, for too many in a row did not match; null where there is no lock.</summary>
    public DateTimeOffset? LockedUntil { get; init; }
}
