namespace Mote.Grains.Reading;

/// <summary>What a store holds of a realm.</summary>
/// <param name="Identities">The identities that could be read, by subject.</param>
/// <param name="Refused">The others, by problem code.</param>
public sealed record StoredRealm(IReadOnlyList<StoredIdentity> Identities, IReadOnlyDictionary<string, int> Refused);
