using System.Security.Cryptography;

namespace Mote.Recognition.Protection;

/// <summary>
/// Wraps the random key of one record by AES-256-GCM under a key that the realm's master key gives, bound to the record's
/// header: nonce, tag, wrapped key.
/// </summary>
internal static class RecordKey
{
    public const int Bytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] Wrap(ReadOnlySpan<byte> key, MasterKey master, string realm, ReadOnlySpan<byte> header)
    {
        var wrapped = new byte[NonceBytes + TagBytes + Bytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var aes = Cipher(master, realm);
        aes.Encrypt(wrapped.AsSpan(0, NonceBytes), key, wrapped.AsSpan(NonceBytes + TagBytes), wrapped.AsSpan(NonceBytes, TagBytes), header);
        return wrapped;
    }

    /// <exception cref="AuthenticationTagMismatchException">The wrapped key, the header or the master key is another.</exception>
    public static void Unwrap(ReadOnlySpan<byte> wrapped, MasterKey master, string realm, ReadOnlySpan<byte> header, Span<byte> key)
    {
        if (wrapped.Length != NonceBytes + TagBytes + Bytes)
            throw new AuthenticationTagMismatchException();
        using var aes = Cipher(master, realm);
        aes.Decrypt(wrapped[..NonceBytes], wrapped[(NonceBytes + TagBytes)..], wrapped.Slice(NonceBytes, TagBytes), key, header);
    }

    private static AesGcm Cipher(MasterKey master, string realm)
    {
        Span<byte> wrapping = stackalloc byte[Bytes];
        KeyDerivation.Derive(master, wrapping, [], "mote/record/wrap", realm);
        var aes = new AesGcm(wrapping, TagBytes);
        CryptographicOperations.ZeroMemory(wrapping);
        return aes;
    }
}
