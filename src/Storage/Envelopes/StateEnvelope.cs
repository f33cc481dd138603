using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Mote.Storage.Envelopes;

/// <summary>
/// How a payload is wrapped in every store: magic, format version, the kind of state (length and UTF-8), payload length
/// (little-endian), payload, and XXH3-128 of all that, so that damage is found before anything is made of it. The
/// checksum finds accidents, not forgers.
/// </summary>
internal static class StateEnvelope
{
    private const byte Version = 1;
    private const int KindAt = 6;
    private const int ChecksumBytes = 16;

    private static ReadOnlySpan<byte> Magic => "MTST"u8;

    /// <param name="kind">What the payload is of, at most 255 bytes of UTF-8; nothing else unwraps it.</param>
    /// <param name="payload">The payload.</param>
    public static byte[] Wrap(string kind, ReadOnlySpan<byte> payload)
    {
        var name = Encoding.UTF8.GetBytes(kind);
        var payloadAt = KindAt + name.Length + sizeof(int);
        var bytes = new byte[payloadAt + payload.Length + ChecksumBytes];
        Magic.CopyTo(bytes);
        bytes[4] = Version;
        bytes[5] = checked((byte)name.Length);
        name.CopyTo(bytes.AsSpan(KindAt));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(KindAt + name.Length), payload.Length);
        payload.CopyTo(bytes.AsSpan(payloadAt));
        XxHash128.Hash(bytes.AsSpan(0, bytes.Length - ChecksumBytes), bytes.AsSpan(bytes.Length - ChecksumBytes));
        return bytes;
    }

    /// <exception cref="StateEnvelopeException">A byte is missing, changed or too many, the version is newer, or the kind another.</exception>
    public static ReadOnlyMemory<byte> Unwrap(string kind, ReadOnlyMemory<byte> envelope)
    {
        var bytes = envelope.Span;
        if (bytes.Length < KindAt + sizeof(int) + ChecksumBytes || !bytes.StartsWith(Magic))
            throw new StateEnvelopeException("The stored record is not one of Mote's, or was cut short: restore it from a backup.");
        if (bytes[4] != Version)
            throw new StateEnvelopeException($"The stored record has format {bytes[4]}, this program reads {Version}: use the program that wrote it.");

        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        XxHash128.Hash(bytes[..^ChecksumBytes], checksum);
        var payloadAt = KindAt + bytes[5] + sizeof(int);
        if (!bytes[^ChecksumBytes..].SequenceEqual(checksum) || BinaryPrimitives.ReadInt32LittleEndian(bytes[(payloadAt - sizeof(int))..]) != bytes.Length - payloadAt - ChecksumBytes)
            throw new StateEnvelopeException("The stored record is damaged, its checksum does not fit: restore it from a backup.");

        var stored = Encoding.UTF8.GetString(bytes.Slice(KindAt, bytes[5]));
        return stored == kind
            ? envelope[payloadAt..^ChecksumBytes]
            : throw new StateEnvelopeException($"The stored record holds '{stored}' where '{kind}' is expected: use the program that wrote it.");
    }
}
