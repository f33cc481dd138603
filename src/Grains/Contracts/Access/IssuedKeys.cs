namespace Mote.Grains.Contracts.Access;

/// <summary>The API keys of a realm that were made at run time.</summary>
/// <param name="Revision">Which state of them: larger after every change.</param>
/// <param name="Keys">The keys, by name in ordinal order.</param>
[GenerateSerializer, Immutable, Alias("Mote.IssuedKeys")]
public sealed record IssuedKeys([property: Id(0)] long Revision, [property: Id(1)] IReadOnlyList<IssuedKey> Keys)
{
    /// <summary>The most keys of a realm.</summary>
    public const int Most = 1000;

    /// <summary>Of a realm in which none was made yet.</summary>
    public static IssuedKeys Empty { get; } = new(0, []);
}
