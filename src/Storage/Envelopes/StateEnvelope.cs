using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Mote.Storage.Envelopes;

/// <summary>
/// The bytes of one record, the same in every store. Little endian:
/// magic "MOTE", format version (1 byte), bound (1 byte: 0 or 1), total length (u32),
/// state name, grain type, grain key and payload (each u32 length and bytes), XXH128 of all before it (16 bytes).
/// </summary>
/// <remarks>
/// The checksum finds accidents: torn writes, flipped bits, a blob copied to another key. It is no defence against
/// somebody who writes to the store on purpose; that is the seal the grain puts on its own state.
/// </remarks>
internal static class StateEnvelope
{
    public const byte Version = 1;
    private const int ChecksumLength = 16;
    private const int HeaderLength = 10;
    private const int MinimumLength = HeaderLength + (4 * sizeof(uint)) + ChecksumLength;

    private static ReadOnlySpan<byte> Magic => "MOTE"u8;

    /// <summary>Wraps a payload for the record at <paramref name="address"/>, or for no record in particular.</summary>
    public static BinaryData Wrap(StateAddress? address, BinaryData payload)
    {
        var stateName = address is { } bound ? Encoding.UTF8.GetBytes(bound.StateName) : [];
        var type = address is null ? default : address.Value.GrainId.Type.AsSpan();
        var key = address is null ? default : address.Value.GrainId.Key.AsSpan();
        var bytes = new byte[checked(MinimumLength + stateName.Length + type.Length + key.Length + payload.ToMemory().Length)];

        Magic.CopyTo(bytes);
        bytes[4] = Version;
        bytes[5] = address is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(6), (uint)bytes.Length);
        var rest = bytes.AsSpan(HeaderLength);
        rest = Append(rest, stateName);
        rest = Append(rest, type);
        rest = Append(rest, key);
        rest = Append(rest, payload.ToMemory().Span);
        XxHash128.Hash(bytes.AsSpan(0, bytes.Length - ChecksumLength), rest);
        return BinaryData.FromBytes(bytes);
    }

    /// <summary>The payload of an envelope found at <paramref name="address"/> (null: anywhere), without copying it.</summary>
    /// <exception cref="StateEnvelopeException">The envelope is not whole, or is not that record's.</exception>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> envelope, StateAddress? address, EnvelopeBinding binding)
    {
        var bytes = envelope.Span;
        if (!bytes.StartsWith(Magic))
            throw Refuse(address, EnvelopeFault.NotAnEnvelope, "was not written by this storage. Check the container or file name, and what else writes there");
        if (bytes.Length > 4 && bytes[4] != Version)
            throw Refuse(address, EnvelopeFault.UnknownVersion, $"is of format {bytes[4]} and only format {Version} is known. Run a version that knows it, or restore the record");
        if (bytes.Length < MinimumLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes[6..]) != (uint)bytes.Length)
            throw Refuse(address, EnvelopeFault.WrongLength, $"has {bytes.Length} bytes, which is not what it declares. Restore it from a backup, or clear it and enrol again");
        if (!XxHash128.Hash(bytes[..^ChecksumLength]).AsSpan().SequenceEqual(bytes[^ChecksumLength..]))
            throw Refuse(address, EnvelopeFault.Damaged, "does not match its checksum. Restore it from a backup, or clear it and enrol again");

        var rest = envelope[HeaderLength..^ChecksumLength];
        var stateName = Take(ref rest, address);
        var type = Take(ref rest, address);
        var key = Take(ref rest, address);
        var payload = Take(ref rest, address);
        if (!rest.IsEmpty)
            throw Refuse(address, EnvelopeFault.Damaged, "has bytes behind its payload. Restore it from a backup, or clear it and enrol again");

        if (address is { } expected && !Names(bytes[5], stateName.Span, type.Span, key.Span, expected, binding))
            throw Refuse(address, EnvelopeFault.WrongAddress, "belongs to another grain or state, or names none. Undo the copy or rename that put it there");
        return payload;
    }

    private static bool Names(byte bound, ReadOnlySpan<byte> stateName, ReadOnlySpan<byte> type, ReadOnlySpan<byte> key, StateAddress expected, EnvelopeBinding binding) =>
        bound == 0
            ? binding == EnvelopeBinding.Optional
            : stateName.SequenceEqual(Encoding.UTF8.GetBytes(expected.StateName))
                && type.SequenceEqual(expected.GrainId.Type.AsSpan())
                && key.SequenceEqual(expected.GrainId.Key.AsSpan());

    private static Span<byte> Append(Span<byte> rest, ReadOnlySpan<byte> field)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)field.Length);
        field.CopyTo(rest[sizeof(uint)..]);
        return rest[(sizeof(uint) + field.Length)..];
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, StateAddress? address)
    {
        if (rest.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(rest.Span) > (uint)(rest.Length - sizeof(uint)))
            throw Refuse(address, EnvelopeFault.Damaged, "declares a field longer than itself. Restore it from a backup, or clear it and enrol again");
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        var field = rest.Slice(sizeof(uint), length);
        rest = rest[(sizeof(uint) + length)..];
        return field;
    }

    private static StateEnvelopeException Refuse(StateAddress? address, EnvelopeFault fault, string what) =>
        new(fault, address is { } known ? $"The record {known} {what}." : $"The record {what}.");
}
