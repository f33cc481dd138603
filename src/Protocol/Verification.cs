namespace Mote.Protocol;

/// <summary>The answer to "is this that person?".</summary>
/// <param name="IsMatch">True when the subject's own network accepts the face at the rate that decided.</param>
/// <param name="FalseMatchRate">
/// For a match, the false-match rate at which this score would just be accepted, comparable between subjects.
/// Null for a non-match, which gives no score away.
/// </param>
/// <param name="TargetFalseMatchRate">The threshold: the rate that decided, the strictest of the person's, the realm's ceiling, the key's, the door's and the one asked for.</param>
/// <param name="TemplateVersion">The version of the model-template that answered.</param>
/// <param name="Embedder">SHA-256 of the embedder, hexadecimal.</param>
/// <param name="DecisionId">Names this decision in logs and records.</param>
public sealed record Verification(
    bool IsMatch,
    double? FalseMatchRate,
    double TargetFalseMatchRate,
    int TemplateVersion,
    string Embedder,
    Guid DecisionId);
