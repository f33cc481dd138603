namespace Mote.Grains.Contracts.Access;

/// <summary>What an API key may do, where, how long, and how strictly it is decided for it.</summary>
/// <param name="Name">What it is called, once in a realm.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Doors">The doors that it is bound to, in ordinal order; none for any.</param>
/// <param name="Expires">From when on it opens nothing any more; null for never.</param>
[GenerateSerializer, Immutable, Alias("Mote.ApiKeyGrant")]
public sealed record ApiKeyGrant(
    [property: Id(0)] string Name,
    [property: Id(1)] ScopeSet Scopes,
    [property: Id(2)] IReadOnlyList<string> Doors,
    [property: Id(3)] DateTimeOffset? Expires)
{
    /// <summary>The largest false-match rate that its decisions are made at; null for none of its own.</summary>
    [Id(4)]
    public double? TargetFalseMatchRate { get; init; }
}
