namespace Mote.Grains.Contracts.Access;

/// <summary>What an API key keeps of what it may. What is null stays as it is.</summary>
/// <param name="Scopes">The scopes that it keeps.</param>
/// <param name="Doors">The doors that it keeps.</param>
/// <param name="Expires">From when on it opens nothing any more.</param>
/// <param name="TargetFalseMatchRate">The largest false-match rate that its decisions are made at.</param>
[GenerateSerializer, Immutable, Alias("Mote.KeyLimits")]
public sealed record KeyLimits(
    [property: Id(0)] ScopeSet? Scopes = null,
    [property: Id(1)] IReadOnlyList<string>? Doors = null,
    [property: Id(2)] DateTimeOffset? Expires = null,
    [property: Id(3)] double? TargetFalseMatchRate = null);
