using System.Security.Cryptography;
using Mote.Recognition.Protection.Keys;

namespace Mote.Recognition.Protection.Records;

/// <summary>
/// Wraps the random key of one record by AES-256-GCM, bound to the record's header. Written is form 2: the form's number,
/// a random salt, tag, wrapped key. Salt and master key give a wrapping key that wraps this one key and no other, so its
/// nonce is always 0. Form 1, read for ever, is nonce, tag and wrapped key under one key for the whole realm, for which
/// random nonces may be drawn only so often; its length tells it.
/// </summary>
internal static class RecordKey
{
    public const int Bytes = 32;

    private const byte Form = 2;
    private const int SaltAt = 1;
    private const int SaltBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int SealedBytes = TagBytes + Bytes;

    private static readonly byte[] OnlyNonce = new byte[NonceBytes];

    public static byte[] Wrap(ReadOnlySpan<byte> key, MasterKey master, string realm, ReadOnlySpan<byte> header)
    {
        var wrapped = new byte[SaltAt + SaltBytes + SealedBytes];
        wrapped[0] = Form;
        var salt = wrapped.AsSpan(SaltAt, SaltBytes);
        RandomNumberGenerator.Fill(salt);
        var sealedKey = wrapped.AsSpan(SaltAt + SaltBytes);
        using var aes = OnceOnly(master, realm, salt);
        aes.Encrypt(OnlyNonce, key, sealedKey[TagBytes..], sealedKey[..TagBytes], header);
        return wrapped;
    }

    /// <exception cref="AuthenticationTagMismatchException">The wrapped key, the header or the master key is another.</exception>
    public static void Unwrap(ReadOnlySpan<byte> wrapped, MasterKey master, string realm, ReadOnlySpan<byte> header, Span<byte> key)
    {
        switch (wrapped.Length)
        {
            case SaltAt + SaltBytes + SealedBytes when wrapped[0] == Form:
                using (var aes = OnceOnly(master, realm, wrapped.Slice(SaltAt, SaltBytes)))
                    Open(aes, OnlyNonce, wrapped[(SaltAt + SaltBytes)..], header, key);
                break;
            case NonceBytes + SealedBytes:
                using (var aes = OfRealm(master, realm))
                    Open(aes, wrapped[..NonceBytes], wrapped[NonceBytes..], header, key);
                break;
            default:
                throw new AuthenticationTagMismatchException();
        }
    }

    private static void Open(AesGcm aes, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedKey, ReadOnlySpan<byte> header, Span<byte> key) =>
        aes.Decrypt(nonce, sealedKey[TagBytes..], sealedKey[..TagBytes], key, header);

    private static AesGcm OnceOnly(MasterKey master, string realm, ReadOnlySpan<byte> salt) => Cipher(master, salt, "mote/record/wrap-once", realm);

    private static AesGcm OfRealm(MasterKey master, string realm) => Cipher(master, [], "mote/record/wrap", realm);

    private static AesGcm Cipher(MasterKey master, ReadOnlySpan<byte> salt, string purpose, string realm)
    {
        Span<byte> wrapping = stackalloc byte[Bytes];
        KeyDerivation.Derive(master, wrapping, salt, purpose, realm);
        var aes = new AesGcm(wrapping, TagBytes);
        CryptographicOperations.ZeroMemory(wrapping);
        return aes;
    }
}
