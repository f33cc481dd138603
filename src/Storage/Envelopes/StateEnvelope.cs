using System.Buffers.Binary;
using System.IO.Hashing;

namespace Mote.Storage.Envelopes;

/// <summary>
/// How a payload is wrapped in every store: magic, format version, payload length (little-endian), payload, and XXH3-128
/// of all that, so that damage is found before anything is made of it. The checksum finds accidents, not forgers.
/// </summary>
internal static class StateEnvelope
{
    private const byte Version = 1;
    private const int HeadBytes = 9;
    private const int ChecksumBytes = 16;

    private static ReadOnlySpan<byte> Magic => "MTST"u8;

    public static byte[] Wrap(ReadOnlySpan<byte> payload)
    {
        var bytes = new byte[HeadBytes + payload.Length + ChecksumBytes];
        Magic.CopyTo(bytes);
        bytes[4] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), payload.Length);
        payload.CopyTo(bytes.AsSpan(HeadBytes));
        XxHash128.Hash(bytes.AsSpan(0, bytes.Length - ChecksumBytes), bytes.AsSpan(bytes.Length - ChecksumBytes));
        return bytes;
    }

    /// <exception cref="StateEnvelopeException">A byte is missing, changed or too many, or the version is newer.</exception>
    public static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> envelope)
    {
        var bytes = envelope.Span;
        if (bytes.Length < HeadBytes + ChecksumBytes || !bytes.StartsWith(Magic))
            throw new StateEnvelopeException("The stored record is not one of Mote's, or was cut short: restore it from a backup.");
        if (bytes[4] != Version)
            throw new StateEnvelopeException($"The stored record has format {bytes[4]}, this program reads {Version}: use the program that wrote it.");

        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        XxHash128.Hash(bytes[..^ChecksumBytes], checksum);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]) == bytes.Length - HeadBytes - ChecksumBytes && bytes[^ChecksumBytes..].SequenceEqual(checksum)
            ? envelope[HeadBytes..^ChecksumBytes]
            : throw new StateEnvelopeException("The stored record is damaged, its checksum does not fit: restore it from a backup.");
    }
}
