namespace Mote.Vision.Photos;

/// <summary>What phones and cameras send that is not read here, by name.</summary>
internal static class PhotoFormat
{
    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];
    private static readonly string[] AvifBrands = ["avif", "avis"];

    /// <summary>The name of a format that is known and not read; null of any other bytes.</summary>
    public static string? Unsupported(ReadOnlySpan<byte> file)
    {
        // ISO/IEC 14496-12: a box of type ftyp, its major brand, a version, and the brands that it goes by too.
        if (file.Length >= 16 && file.Slice(4, 4).SequenceEqual("ftyp"u8))
        {
            List<string> brands = [System.Text.Encoding.Latin1.GetString(file.Slice(8, 4))];
            var end = Math.Min(file.Length, Math.Min(256, file[2] << 8 | file[3]));
            for (var at = 16; at + 4 <= end; at += 4)
                brands.Add(System.Text.Encoding.Latin1.GetString(file.Slice(at, 4)));
            return brands.Intersect(AvifBrands).Any() ? "an AVIF file" : brands.Intersect(HeicBrands).Any() ? "a HEIC file, as iPhones take them" : "a film";
        }

        return file.StartsWith("BM"u8) && file.Length > 54 ? "a BMP file"
            : file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) ? "a TIFF or raw file"
            : file.StartsWith("%PDF-"u8) ? "a PDF file"
            : file.StartsWith((ReadOnlySpan<byte>)[0xff, 0x0a]) || file.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 0x0c, (byte)'J', (byte)'X', (byte)'L', (byte)' ']) ? "a JPEG XL file"
            : null;
    }
}
