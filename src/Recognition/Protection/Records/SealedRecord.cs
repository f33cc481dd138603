using System.Buffers.Binary;
using System.Security.Cryptography;
using Mote.Recognition.Protection.Keys;

namespace Mote.Recognition.Protection.Records;

/// <summary>
/// A whole record as the store sees it: AES-256-GCM under a random key of its own, which is wrapped by the realm's master
/// key and can be kept elsewhere. A header in the clear says where the record belongs, and is authenticated by itself, so
/// that another's record, an old one, another key and a changed byte can be told apart. Its length grows in steps of 512
/// bytes. Immutable and thread-safe.
/// </summary>
public sealed class SealedRecord
{
    private readonly byte[] _bytes;
    private readonly SealedRecordFormat.Header _header;

    private SealedRecord(byte[] bytes, SealedRecordFormat.Header header) => (_bytes, _header) = (bytes, header);

    /// <summary>Where it says it belongs; believe it once it is <see cref="Authenticate">authenticated</see>.</summary>
    public RecordName Name => _header.Name;

    /// <summary>Another with each write.</summary>
    public long Revision => _header.Revision;

    /// <summary>Whether an earlier version wrote it, which padded nothing and held states in an earlier form.</summary>
    public bool IsOfFirstForm => _header.IsUnpadded;

    /// <summary>The master key version it was sealed under.</summary>
    public int MasterKeyVersion => _header.MasterKeyVersion;

    /// <summary>Seals a record.</summary>
    /// <param name="name">Where it belongs.</param>
    /// <param name="revision">Another than that of the record it replaces.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="master">The realm's current master key.</param>
    /// <returns>The record, and its wrapped key without which nobody reads it.</returns>
    public static (SealedRecord Record, byte[] WrappedKey) Seal(RecordName name, long revision, ReadOnlySpan<byte> content, MasterKey master)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(master);
        Span<byte> key = stackalloc byte[RecordKey.Bytes];
        RandomNumberGenerator.Fill(key);
        try
        {
            var bytes = SealedRecordFormat.Write(name, revision, content, master, key);
            var header = SealedRecordFormat.ReadHeader(bytes);
            return (new SealedRecord(bytes, header), RecordKey.Wrap(key, master, name.Realm, bytes.AsSpan(0, header.Length)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Reads what <see cref="ToBytes"/> gave; needs no key.</summary>
    /// <exception cref="ProtectionException">The bytes are no sealed record (<see cref="ProtectionFault.Tampered"/>).</exception>
    public static SealedRecord Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new SealedRecord(bytes.ToArray(), SealedRecordFormat.ReadHeader(bytes));
        }
        catch (ArgumentException)
        {
            throw Tampered();
        }
    }

    /// <summary>The versioned binary form.</summary>
    public byte[] ToBytes() => [.. _bytes];

    /// <summary>SHA-256 of the bytes.</summary>
    public byte[] Digest() => SHA256.HashData(_bytes);

    /// <summary>Checks that the header is whole, made under this key, and that it belongs here.</summary>
    /// <param name="expected">Where the record was found.</param>
    /// <param name="master">The master key of <see cref="MasterKeyVersion"/>.</param>
    /// <exception cref="ProtectionException">It is not; the fault says which of it.</exception>
    public void Authenticate(RecordName expected, MasterKey master)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(master);
        if (!SealedRecordFormat.IsAuthentic(_bytes, _header, master))
        {
            throw SealedRecordFormat.IsUnder(_bytes, master)
                ? Tampered()
                : new ProtectionException(ProtectionFault.WrongKey, $"The master key given as version {MasterKeyVersion} is not the one this record was sealed under: provide the right one.");
        }

        if (Name != expected)
            throw new ProtectionException(ProtectionFault.Misplaced, "The record in this place was written for another: restore this one's own record.");
    }

    /// <summary>Decrypts the content.</summary>
    /// <param name="master">The master key of <see cref="MasterKeyVersion"/>.</param>
    /// <param name="wrappedKey">What <see cref="Seal"/> gave with it.</param>
    /// <exception cref="ProtectionException">The record or its wrapped key was changed (<see cref="ProtectionFault.Tampered"/>).</exception>
    public byte[] Open(MasterKey master, ReadOnlySpan<byte> wrappedKey)
    {
        ArgumentNullException.ThrowIfNull(master);
        Span<byte> key = stackalloc byte[RecordKey.Bytes];
        try
        {
            RecordKey.Unwrap(wrappedKey, master, Name.Realm, _bytes.AsSpan(0, _header.Length), key);
            return SealedRecordFormat.Decrypt(_bytes, _header, key);
        }
        catch (Exception failure) when (failure is AuthenticationTagMismatchException or ArgumentException)
        {
            throw Tampered();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static ProtectionException Tampered() =>
        new(ProtectionFault.Tampered, "The record was changed since it was written: restore it, or erase it and enrol again.");
}
