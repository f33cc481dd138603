using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mote.Recognition.Protection.Keys;

namespace Mote.Recognition.Protection.Records;

/// <summary>
/// The binary form, little-endian. Header: magic, format version, master key version, eight bytes that tell one master key
/// from another, revision, length-prefixed realm, owner and state. HMAC-SHA-256 of the header without those eight bytes.
/// Nonce, tag and ciphertext; all before the nonce is authenticated with it. What is encrypted is the content's length, the
/// content, and zeros up to the next <see cref="Step"/>; in version 1, read for ever, the content alone.
/// </summary>
internal static class SealedRecordFormat
{
    /// <summary>What is encrypted is a multiple of so many bytes long, so that a record's length tells little of what is in it.</summary>
    public const int Step = 512;

    private const byte Version = 2;
    private const byte Unpadded = 1;
    private const int KeyVersionAt = 5;
    private const int CheckAt = KeyVersionAt + sizeof(int);
    private const int CheckBytes = 8;
    private const int RevisionAt = CheckAt + CheckBytes;
    private const int NameAt = RevisionAt + sizeof(long);
    private const int MacBytes = HMACSHA256.HashSizeInBytes;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static ReadOnlySpan<byte> Magic => "MSLD"u8;

    public static byte[] Write(RecordName name, long revision, ReadOnlySpan<byte> content, MasterKey master, ReadOnlySpan<byte> key)
    {
        var names = LengthPrefixed.Of(name.Realm, name.Owner, name.State);
        var header = NameAt + names.Length;
        var padded = Padded(content);
        var bytes = new byte[header + MacBytes + NonceBytes + TagBytes + padded.Length];
        Magic.CopyTo(bytes);
        bytes[4] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(KeyVersionAt), master.Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(RevisionAt), revision);
        names.CopyTo(bytes.AsSpan(NameAt));
        Check(master, bytes.AsSpan(CheckAt, CheckBytes));
        Mac(bytes.AsSpan(0, header), master, name.Realm, bytes.AsSpan(header, MacBytes));

        var clear = bytes.AsSpan(0, header + MacBytes);
        var rest = bytes.AsSpan(clear.Length);
        RandomNumberGenerator.Fill(rest[..NonceBytes]);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(rest[..NonceBytes], padded, rest[(NonceBytes + TagBytes)..], rest.Slice(NonceBytes, TagBytes), clear);
        CryptographicOperations.ZeroMemory(padded);
        return bytes;
    }

    /// <exception cref="ArgumentException">The bytes are no sealed record.</exception>
    public static Header ReadHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < NameAt || !bytes.StartsWith(Magic) || bytes[4] is not (Version or Unpadded))
            throw new ArgumentException("There is no header of this version.");
        var rest = bytes[NameAt..];
        var name = new RecordName(Field(ref rest), Field(ref rest), Field(ref rest));
        return rest.Length >= MacBytes + NonceBytes + TagBytes
            ? new Header(
                name,
                BinaryPrimitives.ReadInt32LittleEndian(bytes[KeyVersionAt..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[RevisionAt..]),
                bytes[4] == Unpadded,
                bytes.Length - rest.Length)
            : throw new ArgumentException("The record is cut short.");
    }

    public static bool IsAuthentic(ReadOnlySpan<byte> bytes, Header header, MasterKey master)
    {
        Span<byte> mac = stackalloc byte[MacBytes];
        Mac(bytes[..header.Length], master, header.Name.Realm, mac);
        return CryptographicOperations.FixedTimeEquals(mac, bytes.Slice(header.Length, MacBytes));
    }

    /// <summary>Whether it says that it was sealed under this very key; outside the HMAC, which tells when these were changed.</summary>
    public static bool IsUnder(ReadOnlySpan<byte> bytes, MasterKey master)
    {
        Span<byte> check = stackalloc byte[CheckBytes];
        Check(master, check);
        return CryptographicOperations.FixedTimeEquals(check, bytes.Slice(CheckAt, CheckBytes));
    }

    /// <exception cref="AuthenticationTagMismatchException">A byte is another.</exception>
    /// <exception cref="ArgumentException">What was encrypted has no such length.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> bytes, Header header, ReadOnlySpan<byte> key)
    {
        var clear = bytes[..(header.Length + MacBytes)];
        var rest = bytes[clear.Length..];
        var content = new byte[rest.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(rest[..NonceBytes], rest[(NonceBytes + TagBytes)..], rest.Slice(NonceBytes, TagBytes), content, clear);
        return header.IsUnpadded ? content : Unpad(content);
    }

    private static byte[] Padded(ReadOnlySpan<byte> content)
    {
        var padded = new byte[(sizeof(int) + content.Length + Step - 1) / Step * Step];
        BinaryPrimitives.WriteInt32LittleEndian(padded, content.Length);
        content.CopyTo(padded.AsSpan(sizeof(int)));
        return padded;
    }

    private static byte[] Unpad(byte[] padded)
    {
        var length = padded.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(padded) : -1;
        if (length < 0 || length > padded.Length - sizeof(int))
            throw new ArgumentException("The content is cut short.");
        var content = padded.AsSpan(sizeof(int), length).ToArray();
        CryptographicOperations.ZeroMemory(padded);
        return content;
    }

    private static string Field(ref ReadOnlySpan<byte> rest)
    {
        var length = rest.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(rest) : -1;
        if (length < 0 || length > rest.Length - sizeof(int))
            throw new ArgumentException("A name is cut short.");
        var field = Encoding.UTF8.GetString(rest.Slice(sizeof(int), length));
        rest = rest[(sizeof(int) + length)..];
        return field;
    }

    private static void Mac(ReadOnlySpan<byte> header, MasterKey master, string realm, Span<byte> to)
    {
        Span<byte> key = stackalloc byte[MacBytes];
        KeyDerivation.Derive(master, key, [], "mote/record/header", realm);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(header[..CheckAt]);
        hmac.AppendData(header[RevisionAt..]);
        hmac.GetHashAndReset(to);
        CryptographicOperations.ZeroMemory(key);
    }

    private static void Check(MasterKey master, Span<byte> to) => KeyDerivation.Derive(master, to, [], "mote/key-check");

    /// <summary>What the header says.</summary>
    /// <param name="Name">Where the record belongs.</param>
    /// <param name="MasterKeyVersion">The master key it was sealed under.</param>
    /// <param name="Revision">Another with each write.</param>
    /// <param name="IsUnpadded">Whether it is of version 1.</param>
    /// <param name="Length">Bytes of the header.</param>
    internal sealed record Header(RecordName Name, int MasterKeyVersion, long Revision, bool IsUnpadded, int Length);
}
