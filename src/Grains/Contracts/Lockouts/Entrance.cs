using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mote.Grains.Contracts.Lockouts;

/// <summary>
/// Where photos are counted that do not match: the door that a caller is bound to, or the API key or account of one that is
/// bound to none, which is one door, whatever it says. Its names come from those who give out keys, never from a request.
/// </summary>
/// <param name="Name">The name of the door, the key or the account, of at most <see cref="LongestName"/> bytes.</param>
/// <param name="IsDoor">Whether it is a door's.</param>
[GenerateSerializer, Immutable, Alias("Mote.Entrance")]
public sealed record Entrance([property: Id(0)] string Name, [property: Id(1)] bool IsDoor)
{
    /// <summary>Bytes of the longest name, in UTF-8; a longer one is cut and ends with a part of its hash.</summary>
    public const int LongestName = 128;

    private const int HashDigits = 16;

    /// <summary>A door.</summary>
    /// <param name="name">Its name.</param>
    public static Entrance Door(string name) => new(Short(name), true);

    /// <summary>A key, or an account, that is bound to no door.</summary>
    /// <param name="name">Its name.</param>
    public static Entrance Key(string name) => new(Short(name), false);

    // Two long names stay two.
    private static string Short(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name ?? throw new ArgumentNullException(nameof(name)));
        if (bytes.Length <= LongestName)
            return name;
        var kept = name.Length;
        while (Encoding.UTF8.GetByteCount(name.AsSpan(0, kept)) > LongestName - HashDigits || char.IsHighSurrogate(name[kept - 1]))
            kept--;
        return string.Create(CultureInfo.InvariantCulture, $"{name.AsSpan(0, kept)}{Convert.ToHexStringLower(SHA256.HashData(bytes)).AsSpan(0, HashDigits)}");
    }
}
