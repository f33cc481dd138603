using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mote.Storage.Sqlite;

/// <summary>
/// By which a record is found: a digest of its whole name, in sixteen bytes, so that the index has few pages and a new record
/// touches one of them. Part of the stored format.
/// </summary>
internal static class SqliteRecordId
{
    private const int Bytes = 16;

    /// <summary>SHA-256 of the four parts, each behind its length (four bytes, little-endian), cut to sixteen bytes.</summary>
    public static byte[] Of(string service, string name, ReadOnlySpan<byte> grainType, ReadOnlySpan<byte> grainKey)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Encoding.UTF8.GetBytes(service));
        Add(hash, Encoding.UTF8.GetBytes(name));
        Add(hash, grainType);
        Add(hash, grainKey);
        return hash.GetHashAndReset()[..Bytes];
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
