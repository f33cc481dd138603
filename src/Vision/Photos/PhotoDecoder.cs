using SkiaSharp;

namespace Mote.Vision.Photos;

/// <summary>Turns a file into an upright picture of red, green, blue and 255 a pixel, or says why not.</summary>
internal static class PhotoDecoder
{
    // A face that fills a good part of it gains nothing from more than this; of others the part is decoded again.
    private const int LargestEdge = 2560;

    /// <summary>Decodes one photo.</summary>
    /// <param name="file">A JPEG, PNG or WebP file.</param>
    /// <param name="bounds">How large it may be.</param>
    /// <param name="refusal">Why not, where the answer is null.</param>
    public static SKBitmap? Decode(ReadOnlyMemory<byte> file, PhotoBounds bounds, out PhotoRefusal? refusal) => Open(file, bounds, out refusal)?.Picture;

    /// <summary>The same, with how the picture came of the photo.</summary>
    /// <param name="file">A JPEG, PNG or WebP file.</param>
    /// <param name="bounds">How large it may be.</param>
    /// <param name="refusal">Why not, where the answer is null.</param>
    public static unsafe DecodedPhoto? Open(ReadOnlyMemory<byte> file, PhotoBounds bounds, out PhotoRefusal? refusal)
    {
        refusal = null;
        if (file.Length > bounds.MostBytes)
        {
            refusal = new PhotoRefusal(RefusalReason.PhotoTooLarge, file.Length, bounds.MostBytes);
            return null;
        }

        using var pinned = file.Pin();
        using var data = SKData.Create((IntPtr)pinned.Pointer, file.Length);
        using var codec = SKCodec.Create(data);
        // An animation has no one face to decide about.
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp) || codec.FrameCount > 1)
        {
            refusal = PhotoFormat.Unsupported(file.Span) is { } format
                ? new PhotoRefusal(RefusalReason.FormatUnsupported, Format: format)
                : new PhotoRefusal(RefusalReason.PhotoUnreadable);
            return null;
        }

        var pixels = (long)codec.Info.Width * codec.Info.Height;
        if (pixels > bounds.MostPixels)
        {
            refusal = new PhotoRefusal(RefusalReason.PhotoTooLarge, pixels, bounds.MostPixels);
            return null;
        }

        if (Pixels(codec, file.Span) is not { } bitmap)
        {
            refusal = new PhotoRefusal(RefusalReason.PhotoUnreadable);
            return null;
        }

        var transparency = codec.Info.AlphaType == SKAlphaType.Opaque ? 0 : Transparency.Remove(bitmap);
        return new DecodedPhoto(file, bitmap, codec.Info.Size, PhotoOrigin.Of(codec, file.Span), transparency);
    }

    private static SKBitmap? Pixels(SKCodec codec, ReadOnlySpan<byte> file)
    {
        var size = codec.GetScaledDimensions(Math.Min(1f, (float)LargestEdge / Math.Max(codec.Info.Width, codec.Info.Height)));
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb());
        var bitmap = new SKBitmap();
        var result = bitmap.TryAllocPixels(info) ? codec.GetPixels(info, bitmap.GetPixels()) : SKCodecResult.InvalidParameters;
        if (result == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        // Half a photo is no photo; one that lacks the last bytes of its file may be whole.
        return result == SKCodecResult.IncompleteInput && codec.EncodedFormat == SKEncodedImageFormat.Jpeg ? CutJpeg.Decode(file, info) : null;
    }
}
