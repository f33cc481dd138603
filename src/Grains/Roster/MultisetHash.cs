using System.Buffers.Binary;

namespace Mote.Grains.Roster;

/// <summary>
/// Sums modulo 2^256 of keyed hashes, little-endian: a hash of a multiset that an element is added to or taken from at the
/// same cost however many there are. MSet-Add-Hash of Clarke, Devadas, van Dijk, Gassend and Suh (Incremental Multiset Hash
/// Functions and Their Application to Memory Integrity Checking, ASIACRYPT 2003), after Bellare and Micciancio's AdHash
/// (EUROCRYPT 1997). The sums themselves must stay secret, as the key does: of known ones others can be composed. Part of
/// the stored formats.
/// </summary>
internal static class MultisetHash
{
    /// <summary>Bytes of a sum, and of an element's hash.</summary>
    public const int Bytes = 32;

    private const int Lane = sizeof(ulong);

    /// <summary>The sum of no element.</summary>
    public static byte[] Empty => new byte[Bytes];

    /// <summary>A sum with one element more.</summary>
    public static byte[] Plus(ReadOnlySpan<byte> sum, ReadOnlySpan<byte> element)
    {
        var result = new byte[Bytes];
        UInt128 carry = 0;
        for (var at = 0; at < Bytes; at += Lane)
        {
            carry += (UInt128)BinaryPrimitives.ReadUInt64LittleEndian(sum[at..]) + BinaryPrimitives.ReadUInt64LittleEndian(element[at..]);
            BinaryPrimitives.WriteUInt64LittleEndian(result.AsSpan(at), (ulong)carry);
            carry >>= 64;
        }

        return result;
    }

    /// <summary>A sum with one element less.</summary>
    public static byte[] Minus(ReadOnlySpan<byte> sum, ReadOnlySpan<byte> element)
    {
        // Two's complement: all bits the other way round, and one more.
        Span<byte> negative = stackalloc byte[Bytes];
        var carries = true;
        for (var at = 0; at < Bytes; at++)
        {
            negative[at] = (byte)~element[at];
            if (carries)
                carries = ++negative[at] == 0;
        }

        return Plus(sum, negative);
    }
}
