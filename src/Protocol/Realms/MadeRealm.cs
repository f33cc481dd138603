namespace Mote.Protocol;

/// <summary>A realm that was made just now.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Administrator">Its first API key, told this once, which may do everything there.</param>
public sealed record MadeRealm(KnownRealm Realm, MadeApiKey Administrator);
