namespace Mote.Grains.Contracts.Identities;

/// <summary>The decision of one subject's network about one photo.</summary>
/// <param name="IsMatch">True when the network accepts the face at the rate that decided.</param>
/// <param name="FalseMatchRate">For a match, the rate at which the score would just be accepted; null for a non-match.</param>
/// <param name="TargetFalseMatchRate">The rate that decided: the strictest of the enrolment's, the realm's ceiling, the caller's, the door's and the one asked for.</param>
/// <param name="TemplateVersion">The version of the model-template that answered.</param>
/// <param name="EmbedderHash">SHA-256 of the embedder, hexadecimal.</param>
/// <param name="DecisionId">Names this decision.</param>
[GenerateSerializer, Immutable, Alias("Mote.VerificationResult")]
public sealed record VerificationResult(
    [property: Id(0)] bool IsMatch,
    [property: Id(1)] double? FalseMatchRate,
    [property: Id(2)] double TargetFalseMatchRate,
    [property: Id(3)] int TemplateVersion,
    [property: Id(4)] string EmbedderHash,
    [property: Id(5)] Guid DecisionId);
