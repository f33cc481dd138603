using System.Buffers.Binary;
using SkiaSharp;

namespace Mote.Vision.Photos;

/// <summary>How the rows and columns of a photo lie in the upright picture (Exif 2.3, tag 274).</summary>
internal static class PhotoOrigin
{
    private const ushort OrientationTag = 274;
    private const int PngSignature = 8;
    private const int EntryLength = 12;

    /// <summary>What the photo says; nobody vouches for it.</summary>
    public static SKEncodedOrigin Of(SKCodec codec, ReadOnlySpan<byte> file) =>
        codec.EncodedOrigin is var origin && origin == SKEncodedOrigin.TopLeft && codec.EncodedFormat == SKEncodedImageFormat.Png ? OfPng(file) : origin;

    public static bool IsSideways(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <summary>From the photo's pixels to those of the upright picture.</summary>
    public static SKMatrix Matrix(SKEncodedOrigin origin, int w, int h) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    /// <summary>The upright picture of decoded rows and columns, which is given up.</summary>
    public static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return bitmap;
        using (bitmap)
        {
            var (w, h) = (bitmap.Width, bitmap.Height);
            var upright = new SKBitmap(bitmap.Info.WithSize(IsSideways(origin) ? h : w, IsSideways(origin) ? w : h));
            using var canvas = new SKCanvas(upright);
            canvas.SetMatrix(Matrix(origin, w, h));
            canvas.DrawBitmap(bitmap, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
            return upright;
        }
    }

    /// <summary>PNG's chunk eXIf (PNG 1.5, 11.3.4.5), which holds what a JPEG has behind "Exif".</summary>
    private static SKEncodedOrigin OfPng(ReadOnlySpan<byte> file)
    {
        for (var at = PngSignature; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var type = file.Slice(at + 4, 4);
            if (length < 0 || length > file.Length - at - 8)
                break;
            if (type.SequenceEqual("eXIf"u8))
                return OfTiff(file.Slice(at + 8, length));
            at += length + 12;
        }

        return SKEncodedOrigin.TopLeft;
    }

    private static SKEncodedOrigin OfTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
            return SKEncodedOrigin.TopLeft;
        var isLittle = tiff[0] == (byte)'I';
        var directory = (int)Math.Min(int.MaxValue, isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]));
        if (directory > tiff.Length - 2)
            return SKEncodedOrigin.TopLeft;
        var entries = Short(tiff, directory);
        for (var entry = 0; entry < entries && directory + 2 + EntryLength * (entry + 1) <= tiff.Length; entry++)
        {
            var at = directory + 2 + EntryLength * entry;
            if (Short(tiff, at) == OrientationTag)
                return Short(tiff, at + 8) is >= 1 and <= 8 and var value ? (SKEncodedOrigin)value : SKEncodedOrigin.TopLeft;
        }

        return SKEncodedOrigin.TopLeft;

        ushort Short(ReadOnlySpan<byte> from, int place) =>
            isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(from[place..]) : BinaryPrimitives.ReadUInt16BigEndian(from[place..]);
    }
}
