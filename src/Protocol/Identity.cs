namespace Mote.Protocol;

/// <summary>What is known of an enrolled subject. Never a face, an embedding or a weight.</summary>
/// <param name="Subject">The subject's name within the realm.</param>
/// <param name="Recipe">How the model-template was trained: <c>compact</c>, <c>paper</c> or <c>single-unit</c>.</param>
/// <param name="Version">1 at enrolment, one more with each re-enrolment.</param>
/// <param name="EnrolledAt">The day (UTC) on which this version was trained, at midnight; the very time for one that an earlier version of the service stored.</param>
/// <param name="Balance">The share of synthetic genuine samples drawn from the first attribute group, 0 to 1.</param>
/// <param name="TargetFalseMatchRate">The false-match rate that decides where nobody asks for a stricter one, above 0 and below 1: the enrolment's, or the realm's ceiling where that is stricter.</param>
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
    /// <summary>When the last of <see cref="Locks"/> ends; null where there is none.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Where no photo is compared for a while, for too many in a row did not match; null where there is no lock.</summary>
    public IReadOnlyList<IdentityLock>? Locks { get; init; }

    /// <summary>The version that runs in the shadow of this one until both have agreed often enough; null for none.</summary>
    public int? CandidateVersion { get; init; }

    /// <summary>Faces in a row that the version in the shadow accepted like this one; null for none.</summary>
    public int? CandidateAgreed { get; init; }

    /// <summary>The version of before the last re-enrolment, which can be brought back; null for none.</summary>
    public int? PreviousVersion { get; init; }

    /// <summary>The last day (UTC) on which it can; null for none.</summary>
    public DateOnly? PreviousKeptUntil { get; init; }

    /// <summary>Since which day (UTC) the person is to be enrolled anew; null where nobody asks.</summary>
    public DateOnly? ReenrolmentRequestedOn { get; init; }

    /// <summary>Why; null where nobody asks.</summary>
    public ReenrolmentReason? ReenrolmentReason { get; init; }
}
