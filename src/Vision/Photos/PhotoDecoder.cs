using SkiaSharp;

namespace Mote.Vision.Photos;

/// <summary>Turns a file into an upright picture of red, green, blue and 255 a pixel, or says why not.</summary>
internal static class PhotoDecoder
{
    // A face detected at 640 pixels and aligned at 112 gains nothing from more than this.
    private const int LargestEdge = 2560;

    /// <summary>Decodes one photo.</summary>
    /// <param name="file">A JPEG, PNG or WebP file.</param>
    /// <param name="bounds">How large it may be.</param>
    /// <param name="refusal">Why not, where the answer is null.</param>
    public static unsafe SKBitmap? Decode(ReadOnlyMemory<byte> file, PhotoBounds bounds, out PhotoRefusal? refusal)
    {
        refusal = null;
        if (file.Length > bounds.MostBytes)
        {
            refusal = new PhotoRefusal(RefusalReason.PhotoTooLarge, file.Length, bounds.MostBytes);
            return null;
        }

        refusal = new PhotoRefusal(RefusalReason.PhotoUnreadable);
        using var pinned = file.Pin();
        using var data = SKData.Create((IntPtr)pinned.Pointer, file.Length);
        using var codec = SKCodec.Create(data);
        // An animation has no one face to decide about.
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp) || codec.FrameCount > 1)
            return null;

        var pixels = (long)codec.Info.Width * codec.Info.Height;
        if (pixels > bounds.MostPixels)
        {
            refusal = new PhotoRefusal(RefusalReason.PhotoTooLarge, pixels, bounds.MostPixels);
            return null;
        }

        var scale = Math.Min(1f, (float)LargestEdge / Math.Max(codec.Info.Width, codec.Info.Height));
        var size = codec.GetScaledDimensions(scale);
        var bitmap = new SKBitmap();
        // Half a photo is no photo: anything but success is refused.
        if (!bitmap.TryAllocPixels(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb()))
            || codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            bitmap.Dispose();
            return null;
        }

        refusal = null;
        return Upright(bitmap, codec.EncodedOrigin);
    }

    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var (w, h) = (bitmap.Width, bitmap.Height);
        // Where the origin of the stored rows and columns lies in the upright picture (Exif 2.3, tag 274).
        SKMatrix? turn = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => null,
        };
        if (turn is not { } matrix)
            return bitmap;

        using (bitmap)
        {
            var isSideways = origin >= SKEncodedOrigin.LeftTop;
            var upright = new SKBitmap(bitmap.Info.WithSize(isSideways ? h : w, isSideways ? w : h));
            using var canvas = new SKCanvas(upright);
            canvas.SetMatrix(matrix);
            canvas.DrawBitmap(bitmap, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
            return upright;
        }
    }
}
