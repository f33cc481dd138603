namespace Mote.Abstractions.Identities;

/// <summary>What is known of an enrolled subject, without anything that could be compared.</summary>
/// <param name="Recipe"><c>compact</c>, <c>paper</c> or <c>single-unit</c>.</param>
/// <param name="Version">1 at enrolment, one more with each re-enrolment.</param>
/// <param name="EnrolledAt">When this version was trained.</param>
/// <param name="Balance">The share of synthetic genuine samples drawn from the first attribute group.</param>
/// <param name="TargetFalseMatchRate">The false-match rate that decides.</param>
/// <param name="WeightBytes">Bytes of the network: weights, biases, output weights and scales.</param>
/// <param name="EmbedderHash">SHA-256 of the embedder, hexadecimal.</param>
/// <param name="CohortHash">SHA-256 of the cohort pack, hexadecimal.</param>
/// <param name="Certificate">
/// What was measured about the model-template, in the binary form of <c>Mote.Recognition.Certification.Certificate</c>; empty
/// for nothing.
/// </param>
[GenerateSerializer, Immutable, Alias("Mote.IdentityDescription")]
public sealed record IdentityDescription(
    [property: Id(0)] string Recipe,
    [property: Id(1)] int Version,
    [property: Id(2)] DateTimeOffset EnrolledAt,
    [property: Id(3)] double Balance,
    [property: Id(4)] double TargetFalseMatchRate,
    [property: Id(5)] int WeightBytes,
    [property: Id(6)] string EmbedderHash,
    [property: Id(7)] string CohortHash,
    [property: Id(8)] ReadOnlyMemory<byte> Certificate)
{
    /// <summary>When the lock ends that too many consecutive non-matches have closed; null where there is none.</summary>
    [Id(12)]
    public DateTimeOffset? LockedUntil { get; init; }
}
