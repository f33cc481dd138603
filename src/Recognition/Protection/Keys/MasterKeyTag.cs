using System.Security.Cryptography;

namespace Mote.Recognition.Protection.Keys;

/// <summary>
/// HMAC-SHA-256 under a key derived from a master key: shows of something small that lies outside of the sealed records
/// that whoever wrote it holds the master key.
/// </summary>
public static class MasterKeyTag
{
    /// <summary>The tag of some fields.</summary>
    /// <param name="master">The master key.</param>
    /// <param name="purpose">What it is for; no tag serves another purpose.</param>
    /// <param name="fields">What is shown to be genuine, each with its length before it.</param>
    public static byte[] Of(MasterKey master, string purpose, params ReadOnlySpan<string> fields)
    {
        ArgumentNullException.ThrowIfNull(master);
        Span<byte> key = stackalloc byte[HMACSHA256.HashSizeInBytes];
        try
        {
            KeyDerivation.Derive(master, key, [], purpose);
            return HMACSHA256.HashData(key, LengthPrefixed.Of(fields));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Whether a tag is that of these fields; takes the same time whatever is wrong with it.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="master">The master key.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="fields">The fields.</param>
    public static bool IsOf(ReadOnlySpan<byte> tag, MasterKey master, string purpose, params ReadOnlySpan<string> fields) =>
        CryptographicOperations.FixedTimeEquals(tag, Of(master, purpose, fields));
}
