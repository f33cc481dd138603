using System.Security.Cryptography;

namespace Mote.Recognition.Protection.Keys;

/// <summary>HKDF-SHA-256 (RFC 5869) over a master key: a key of its own for every purpose and whatever it is bound to.</summary>
internal static class KeyDerivation
{
    /// <summary>Derives a key.</summary>
    /// <param name="master">The input keying material.</param>
    /// <param name="to">As many bytes as are wanted.</param>
    /// <param name="salt">Makes the key a fresh one where the names are not; may be empty.</param>
    /// <param name="purposeAndNames">The purpose first, then what the key is bound to.</param>
    public static void Derive(MasterKey master, Span<byte> to, ReadOnlySpan<byte> salt, params ReadOnlySpan<string> purposeAndNames) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Secret, to, salt, LengthPrefixed.Of(purposeAndNames));
}
