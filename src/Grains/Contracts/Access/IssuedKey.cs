namespace Mote.Grains.Contracts.Access;

/// <summary>An API key that was made at run time: its hash, never the key.</summary>
/// <param name="Grant">What it may do.</param>
/// <param name="Sha256">SHA-256 of the key.</param>
/// <param name="Prefix">What it begins with, to tell it from others at sight.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeBy">By whom, the caller's name.</param>
[GenerateSerializer, Immutable, Alias("Mote.IssuedKey")]
public sealed record IssuedKey(
    [property: Id(0)] ApiKeyGrant Grant,
    [property: Id(1)] byte[] Sha256,
    [property: Id(2)] string Prefix,
    [property: Id(3)] DateTimeOffset MadeAt,
    [property: Id(4)] string MadeBy);
