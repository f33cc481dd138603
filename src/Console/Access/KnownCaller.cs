using Mote.Abstractions.Access;

namespace Mote.Console.Access;

/// <summary>Somebody whom an edge knows by what was shown to it.</summary>
/// <param name="Caller">Who that is and what is allowed.</param>
/// <param name="Doors">The doors that the caller is bound to, in ordinal order; none for any.</param>
/// <param name="KeySha256">SHA-256 of the API key, lower-case hexadecimal; null for an account of an OpenID Connect provider.</param>
public sealed record KnownCaller(Caller Caller, IReadOnlyList<string> Doors, string? KeySha256)
{
    /// <inheritdoc/>
    public bool Equals(KnownCaller? other) =>
        other is not null && Caller == other.Caller && KeySha256 == other.KeySha256 && Doors.SequenceEqual(other.Doors, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Caller, KeySha256, Doors.Count);
}
