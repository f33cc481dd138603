using System.IO.Hashing;
using System.Text;

namespace Mote.Storage.Tests.Envelopes;

/// <summary>Envelopes as earlier versions wrote them.</summary>
internal static class FirstEnvelopes
{
    private const int HeaderLength = 10;
    private const int ChecksumLength = 16;

    /// <summary>Wraps a payload for a record, or for none in particular.</summary>
    public static byte[] Wrap(StateAddress? address, byte[] payload)
    {
        byte[][] fields =
        [
            address is { } bound ? Encoding.UTF8.GetBytes(bound.StateName) : [],
            address is null ? [] : address.Value.GrainId.Type.AsSpan().ToArray(),
            address is null ? [] : address.Value.GrainId.Key.AsSpan().ToArray(),
            payload,
        ];
        var length = HeaderLength + fields.Sum(field => sizeof(int) + field.Length) + ChecksumLength;
        byte[] checkedPart =
        [
            .. "MOTE"u8,
            1,
            address is null ? (byte)0 : (byte)1,
            .. BitConverter.GetBytes(length),
            .. fields.SelectMany(field => (byte[])[.. BitConverter.GetBytes(field.Length), .. field]),
        ];
        return [.. checkedPart, .. XxHash128.Hash(checkedPart)];
    }
}
