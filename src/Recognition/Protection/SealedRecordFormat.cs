using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mote.Recognition.Protection;

/// <summary>
/// The binary form, little-endian. Header: magic, format version, master key version, eight bytes that tell one master key
/// from another, revision, length-prefixed realm, owner and state. HMAC-SHA-256 of the header without those eight bytes.
/// Nonce, tag and ciphertext; all before the nonce is authenticated with it.
/// </summary>
internal static class SealedRecordFormat
{
    private const byte Version = 1;
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
        var bytes = new byte[header + MacBytes + NonceBytes + TagBytes + content.Length];
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
        aes.Encrypt(rest[..NonceBytes], content, rest[(NonceBytes + TagBytes)..], rest.Slice(NonceBytes, TagBytes), clear);
        return bytes;
    }

    /// <exception cref="ArgumentException">The bytes are no sealed record.</exception>
    public static Header ReadHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < NameAt || !bytes.StartsWith(Magic) || bytes[4] != Version)
            throw new ArgumentException("There is no header of this version.");
        var rest = bytes[NameAt..];
        var name = new RecordName(Field(ref rest), Field(ref rest), Field(ref rest));
        return rest.Length >= MacBytes + NonceBytes + TagBytes
            ? new Header(
                name,
                BinaryPrimitives.ReadInt32LittleEndian(bytes[KeyVersionAt..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[RevisionAt..]),
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
    public static byte[] Decrypt(ReadOnlySpan<byte> bytes, Header header, ReadOnlySpan<byte> key)
    {
        var clear = bytes[..(header.Length + MacBytes)];
        var rest = bytes[clear.Length..];
        var content = new byte[rest.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(rest[..NonceBytes], rest[(NonceBytes + TagBytes)..], rest.Slice(NonceBytes, TagBytes), content, clear);
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
    /// <param name="Revision">One more with each write.</param>
    /// <param name="Length">Bytes of the header.</param>
    internal sealed record Header(RecordName Name, int MasterKeyVersion, long Revision, int Length);
}
