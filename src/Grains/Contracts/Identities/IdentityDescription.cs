using Mote.Grains.Contracts.Lockouts;
namespace Mote.Grains.Contracts.Identities;

/// <summary>What is known of an enrolled subject, without anything that could be compared.</summary>
/// <param name="Recipe"><c>compact</c>, <c>paper</c> or <c>single-unit</c>.</param>
/// <param name="Version">1 at enrolment, one more with each re-enrolment.</param>
/// <param name="EnrolledAt">The day (UTC) on which this version was trained; the very time where an earlier version of Mote stored it.</param>
/// <param name="Balance">The share of synthetic genuine samples drawn from the first attribute group.</param>
/// <param name="TargetFalseMatchRate">The false-match rate that decides where nobody asks for a stricter one: the enrolment's, or the realm's ceiling where that is stricter.</param>
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
    /// <summary>When the last of <see cref="Locks"/> ends; null where there is none.</summary>
    [Id(12)]
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The locks that too many consecutive non-matches have closed.</summary>
    [Id(20)]
    public ClosedLock[] Locks { get; init; } = [];

    /// <summary>The version in the shadow of this one; null for none.</summary>
    [Id(13)]
    public int? CandidateVersion { get; init; }

    /// <summary>Faces in a row that the version in the shadow accepted like this one; null for none.</summary>
    [Id(14)]
    public int? CandidateAgreed { get; init; }

    /// <summary>The version that can be brought back; null for none.</summary>
    [Id(15)]
    public int? PreviousVersion { get; init; }

    /// <summary>The last day (UTC) on which it can; null for none.</summary>
    [Id(16)]
    public DateOnly? PreviousKeptUntil { get; init; }

    /// <summary>Since which day (UTC) the person is to be enrolled anew; null where nobody asks.</summary>
    [Id(17)]
    public DateOnly? ReenrolmentWishedSince { get; init; }

    /// <summary>Why; null where nobody asks.</summary>
    [Id(18)]
    public ReenrolmentCause? ReenrolmentCause { get; init; }
}
