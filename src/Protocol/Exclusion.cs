namespace Mote.Protocol;

/// <summary>What "not this person" did. The face itself is kept nowhere.</summary>
/// <param name="Operation">The request's <c>Idempotency-Key</c>, or one made by the service.</param>
/// <param name="Identity">The subject with the new model-template and its certificate, whose <c>previous</c> figures are from before.</param>
/// <param name="Before">How the face was seen before.</param>
/// <param name="After">How it is seen now.</param>
/// <param name="FalseNonMatchRateBefore">The share of synthetic samples of the subject that were rejected before; null where synthesis does not agree with real photos.</param>
/// <param name="FalseNonMatchRateAfter">The share that is rejected now; null likewise.</param>
public sealed record Exclusion(
    Guid Operation,
    Identity Identity,
    ExcludedFace Before,
    ExcludedFace After,
    double? FalseNonMatchRateBefore,
    double? FalseNonMatchRateAfter);
