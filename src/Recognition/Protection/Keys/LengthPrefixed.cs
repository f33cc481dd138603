using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Mote.Recognition.Protection.Keys;

/// <summary>
/// Several fields as one string of bytes that no other fields give: before each its length, four bytes, little-endian.
/// </summary>
internal static class LengthPrefixed
{
    public static byte[] Of(params ReadOnlySpan<string> fields)
    {
        var count = 0;
        foreach (var field in fields)
            count += sizeof(int) + Encoding.UTF8.GetByteCount(field);
        var bytes = new byte[count];
        var rest = bytes.AsSpan();
        foreach (var field in fields)
        {
            var length = Encoding.UTF8.GetBytes(field, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, length);
            rest = rest[(sizeof(int) + length)..];
        }

        return bytes;
    }

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
