using System.IO.Hashing;

namespace Mote.Storage.Envelopes;

/// <summary>
/// The bytes of one record, the same in every store: magic "MENV", format version (1 byte), XXH128 of the payload (16 bytes),
/// payload. <see cref="FirstEnvelope"/>s are read as well.
/// </summary>
/// <remarks>
/// What it is for: torn writes and flipped bits are told from a change that somebody made on purpose, without any key. Whose
/// record it is, and that nobody changed it, says the seal that a grain puts on its own state, and says it once.
/// </remarks>
internal static class StateEnvelope
{
    public const byte Version = 2;
    private const int ChecksumAt = 5;
    private const int ChecksumLength = 16;
    private const int PayloadAt = ChecksumAt + ChecksumLength;

    public static ReadOnlySpan<byte> Magic => "MENV"u8;

    /// <summary>Wraps a payload.</summary>
    public static BinaryData Wrap(BinaryData payload)
    {
        var content = payload.ToMemory().Span;
        var bytes = new byte[PayloadAt + content.Length];
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = Version;
        XxHash128.Hash(content, bytes.AsSpan(ChecksumAt));
        content.CopyTo(bytes.AsSpan(PayloadAt));
        return BinaryData.FromBytes(bytes);
    }

    /// <summary>The payload of an envelope found at <paramref name="address"/> (null: not known where), without copying it.</summary>
    /// <exception cref="StateEnvelopeException">The envelope is not whole, or of an earlier form and another record's.</exception>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> envelope, StateAddress? address)
    {
        var bytes = envelope.Span;
        if (bytes.StartsWith(FirstEnvelope.Magic))
            return FirstEnvelope.Open(envelope, address);
        if (!bytes.StartsWith(Magic))
            throw Refuse(address, EnvelopeFault.NotAnEnvelope, "was not written by this storage. Check the container or file name, and what else writes there");
        if (bytes.Length > Magic.Length && bytes[Magic.Length] != Version)
            throw Refuse(address, EnvelopeFault.UnknownVersion, $"is of format {bytes[Magic.Length]}, which is not known. Run a version that knows it, or restore the record");
        if (bytes.Length < PayloadAt)
            throw Refuse(address, EnvelopeFault.WrongLength, $"has only {bytes.Length} bytes. Restore it from a backup, or clear it and enrol again");
        return XxHash128.Hash(bytes[PayloadAt..]).AsSpan().SequenceEqual(bytes[ChecksumAt..PayloadAt])
            ? envelope[PayloadAt..]
            : throw Refuse(address, EnvelopeFault.Damaged, "does not match its checksum. Restore it from a backup, or clear it and enrol again");
    }

    public static StateEnvelopeException Refuse(StateAddress? address, EnvelopeFault fault, string what) =>
        new(fault, address is { } known ? $"The record {known} {what}." : $"The record {what}.");
}
