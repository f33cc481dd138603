using Mote.Grains.Contracts.Access;

namespace Mote.Service.Access;

/// <summary>Somebody whom an edge knows by what was shown to it.</summary>
/// <param name="Caller">Who that is and what is allowed.</param>
/// <param name="KeySha256">SHA-256 of the API key, lower-case hexadecimal; null for an account of an OpenID Connect provider.</param>
public sealed record KnownCaller(Caller Caller, string? KeySha256);
