using System.Buffers.Binary;
using System.Text;

namespace Mote.TorchNatives;

/// <summary>
/// The version requirements of a 64-bit little-endian ELF image (section <c>.gnu.version_r</c>, type
/// SHT_GNU_verneed; Linux Standard Base Core, "Symbol Versioning").
/// </summary>
internal static class ElfVersionRequirement
{
    private const uint SectionTypeVersionNeed = 0x6ffffffe;
    private const ushort FlagWeak = 0x2;

    /// <summary>
    /// Marks the requirement <paramref name="version"/> as weak, so that the loader accepts a library that lacks it.
    /// </summary>
    /// <param name="image">The whole file, changed in place.</param>
    /// <param name="version">The symbol version, for example <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>True if the requirement was found and was not weak already.</returns>
    /// <exception cref="InvalidDataException">The image is not a 64-bit little-endian ELF file.</exception>
    public static bool Weaken(Span<byte> image, string version)
    {
        if (image.Length < 64 || !image[..6].SequenceEqual("\u007fELF\u0002\u0001"u8))
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");

        var sections = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(image[40..]));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(image[58..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(image[60..]);
        for (var i = 0; i < count; i++)
        {
            var section = image.Slice(sections + i * size, size);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != SectionTypeVersionNeed)
                continue;

            var requirements = Offset(section);
            var strings = Offset(image.Slice(sections + (int)BinaryPrimitives.ReadUInt32LittleEndian(section[40..]) * size, size));
            var libraries = (int)BinaryPrimitives.ReadUInt32LittleEndian(section[44..]);
            return Weaken(image, requirements, strings, libraries, Encoding.ASCII.GetBytes(version + '\0'));
        }

        return false;
    }

    private static bool Weaken(Span<byte> image, int need, int strings, int libraries, ReadOnlySpan<byte> version)
    {
        var weakened = false;
        for (; libraries > 0; libraries--)
        {
            var aux = need + (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(need + 8)..]);
            for (int left = BinaryPrimitives.ReadUInt16LittleEndian(image[(need + 2)..]); left > 0; left--)
            {
                var name = strings + (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(aux + 8)..]);
                var flags = BinaryPrimitives.ReadUInt16LittleEndian(image[(aux + 4)..]);
                if (image[name..].StartsWith(version) && (flags & FlagWeak) == 0)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(image[(aux + 4)..], (ushort)(flags | FlagWeak));
                    weakened = true;
                }

                aux += (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(aux + 12)..]);
            }

            need += (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(need + 12)..]);
        }

        return weakened;
    }

    private static int Offset(ReadOnlySpan<byte> section) =>
        checked((int)BinaryPrimitives.ReadUInt64LittleEndian(section[24..]));
}
