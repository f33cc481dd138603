using System.Security.Cryptography;
using Mote.Recognition.Protection.Keys;

namespace Mote.Recognition.Protection.Records;

/// <summary>
/// Encrypts a person's record once more, inside the seal of the whole (<see cref="SealedRecord"/>): AES-256-GCM under a key
/// that the master key gives for this record's name and a random salt of 256 bits, and that serves this once, so that its
/// nonce is always 0. Whoever gets hold of the record's own key alone sees nothing. Little-endian: magic, version, salt,
/// tag, ciphertext; name, magic, version and salt are authenticated with it.
/// </summary>
public static class InnerSeal
{
    private const byte Version = 1;
    private const int SaltAt = 5;
    private const int SaltBytes = 32;
    private const int TagAt = SaltAt + SaltBytes;
    private const int TagBytes = 16;
    private const int CipherAt = TagAt + TagBytes;
    private const int KeyBytes = 32;

    private static readonly byte[] OnlyNonce = new byte[12];

    private static ReadOnlySpan<byte> Magic => "MINR"u8;

    /// <summary>Encrypts.</summary>
    /// <param name="name">The record it will lie in.</param>
    /// <param name="content">What it says.</param>
    /// <param name="master">The master key that the record is sealed under.</param>
    public static byte[] Seal(RecordName name, ReadOnlySpan<byte> content, MasterKey master)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(master);
        var bytes = new byte[CipherAt + content.Length];
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = Version;
        RandomNumberGenerator.Fill(bytes.AsSpan(SaltAt, SaltBytes));
        using var aes = Cipher(name, bytes, master);
        aes.Encrypt(OnlyNonce, content, bytes.AsSpan(CipherAt), bytes.AsSpan(TagAt, TagBytes), Associated(name, bytes));
        return bytes;
    }

    /// <summary>Decrypts.</summary>
    /// <param name="name">The record it was found in.</param>
    /// <param name="bytes">What <see cref="Seal"/> gave.</param>
    /// <param name="master">The master key that the record is sealed under.</param>
    /// <exception cref="ProtectionException">The bytes, the name or the key are others (<see cref="ProtectionFault.Tampered"/>).</exception>
    public static byte[] Open(RecordName name, ReadOnlySpan<byte> bytes, MasterKey master)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(master);
        if (bytes.Length < CipherAt || !bytes.StartsWith(Magic) || bytes[Magic.Length] != Version)
            throw Tampered();
        var content = new byte[bytes.Length - CipherAt];
        try
        {
            using var aes = Cipher(name, bytes, master);
            aes.Decrypt(OnlyNonce, bytes[CipherAt..], bytes.Slice(TagAt, TagBytes), content, Associated(name, bytes));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Tampered();
        }
    }

    private static AesGcm Cipher(RecordName name, ReadOnlySpan<byte> bytes, MasterKey master)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        KeyDerivation.Derive(master, key, bytes.Slice(SaltAt, SaltBytes), "mote/record/inner", name.Realm, name.Owner, name.State);
        var aes = new AesGcm(key, TagBytes);
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    private static byte[] Associated(RecordName name, ReadOnlySpan<byte> bytes) =>
        [.. LengthPrefixed.Of("mote/record/inner", name.Realm, name.Owner, name.State), .. bytes[..TagAt]];

    private static ProtectionException Tampered() =>
        new(ProtectionFault.Tampered, "What the record holds does not open under its key and name: restore the record, or erase it and enrol again.");
}
