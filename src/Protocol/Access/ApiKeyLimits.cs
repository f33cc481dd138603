namespace Mote.Protocol;

/// <summary>What an API key keeps of what it may: it only becomes less. What is null stays as it is.</summary>
/// <param name="Scopes">The scopes that it keeps, some of those that it has.</param>
/// <param name="Doors">The doors that it keeps, some of those that it is bound to; a key that is bound to none may be bound to any.</param>
/// <param name="Expires">From when on it opens nothing any more, no later than before.</param>
/// <param name="TargetFalseMatchRate">The largest false-match rate that its decisions are made at from now on, no larger than before.</param>
public sealed record ApiKeyLimits(
    IReadOnlyList<Scope>? Scopes = null,
    IReadOnlyList<string>? Doors = null,
    DateTimeOffset? Expires = null,
    double? TargetFalseMatchRate = null);
