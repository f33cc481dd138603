namespace Mote.Protocol;

/// <summary>An API key that is asked for. Nobody grants what he lacks: neither a scope, nor a door, nor a longer time, nor a looser rate.</summary>
/// <param name="Name">What it is to be called: 1 to 128 of the characters A-Z a-z 0-9 . _ -, one of its realm.</param>
/// <param name="Scopes">What it may do, beside those of <paramref name="Role"/>; without either it verifies.</param>
/// <param name="Role">A set of scopes; null for none.</param>
/// <param name="Doors">The doors that it is bound to, at most <see cref="MostDoors"/>; null or none for a key that is bound to none.</param>
/// <param name="Expires">From when on it opens nothing any more; null for never.</param>
/// <param name="TargetFalseMatchRate">The largest false-match rate that its decisions are made at, above 0 and at most the realm's ceiling; null for none of its own.</param>
public sealed record NewApiKey(
    string Name,
    IReadOnlyList<Scope>? Scopes = null,
    Role? Role = null,
    IReadOnlyList<string>? Doors = null,
    DateTimeOffset? Expires = null,
    double? TargetFalseMatchRate = null)
{
    /// <summary>The most doors that a key is bound to.</summary>
    public const int MostDoors = 64;
}
