using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Mote.Storage.Envelopes;

/// <summary>
/// The envelope that earlier versions wrote, read for ever. Little endian:
/// magic "MOTE", format version (1 byte), bound (1 byte: 0 or 1), total length (u32),
/// state name, grain type, grain key and payload (each u32 length and bytes), XXH128 of all before it (16 bytes).
/// </summary>
internal static class FirstEnvelope
{
    private const byte Version = 1;
    private const int ChecksumLength = 16;
    private const int HeaderLength = 10;
    private const int MinimumLength = HeaderLength + (4 * sizeof(uint)) + ChecksumLength;

    public static ReadOnlySpan<byte> Magic => "MOTE"u8;

    /// <summary>The payload of an envelope found at <paramref name="address"/> (null: anywhere), without copying it.</summary>
    /// <exception cref="StateEnvelopeException">The envelope is not whole, or is not that record's.</exception>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> envelope, StateAddress? address)
    {
        var bytes = envelope.Span;
        if (bytes.Length > 4 && bytes[4] != Version)
            throw StateEnvelope.Refuse(address, EnvelopeFault.UnknownVersion, $"is of format {bytes[4]}, which is not known. Run a version that knows it, or restore the record");
        if (bytes.Length < MinimumLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes[6..]) != (uint)bytes.Length)
            throw StateEnvelope.Refuse(address, EnvelopeFault.WrongLength, $"has {bytes.Length} bytes, which is not what it declares. Restore it from a backup, or clear it and enrol again");
        if (!XxHash128.Hash(bytes[..^ChecksumLength]).AsSpan().SequenceEqual(bytes[^ChecksumLength..]))
            throw StateEnvelope.Refuse(address, EnvelopeFault.Damaged, "does not match its checksum. Restore it from a backup, or clear it and enrol again");

        var rest = envelope[HeaderLength..^ChecksumLength];
        var stateName = Take(ref rest, address);
        var type = Take(ref rest, address);
        var key = Take(ref rest, address);
        var payload = Take(ref rest, address);
        if (!rest.IsEmpty)
            throw StateEnvelope.Refuse(address, EnvelopeFault.Damaged, "has bytes behind its payload. Restore it from a backup, or clear it and enrol again");

        if (address is { } expected && bytes[5] != 0 && !Names(stateName.Span, type.Span, key.Span, expected))
            throw StateEnvelope.Refuse(address, EnvelopeFault.WrongAddress, "belongs to another grain or state. Undo the copy or rename that put it there");
        return payload;
    }

    private static bool Names(ReadOnlySpan<byte> stateName, ReadOnlySpan<byte> type, ReadOnlySpan<byte> key, StateAddress expected) =>
        stateName.SequenceEqual(Encoding.UTF8.GetBytes(expected.StateName))
        && type.SequenceEqual(expected.GrainId.Type.AsSpan())
        && key.SequenceEqual(expected.GrainId.Key.AsSpan());

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, StateAddress? address)
    {
        if (rest.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(rest.Span) > (uint)(rest.Length - sizeof(uint)))
            throw StateEnvelope.Refuse(address, EnvelopeFault.Damaged, "declares a field longer than itself. Restore it from a backup, or clear it and enrol again");
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        var field = rest.Slice(sizeof(uint), length);
        rest = rest[(sizeof(uint) + length)..];
        return field;
    }
}
