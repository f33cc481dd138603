using SkiaSharp;

namespace Mote.Vision.Photos;

/// <summary>A part of a photo with all its pixels, where the photo was decoded smaller.</summary>
internal static class FullPart
{
    /// <param name="file">The photo.</param>
    /// <param name="matrix">From the photo's pixels to those of the upright picture at full size.</param>
    /// <param name="part">What of that is wanted.</param>
    /// <returns>The part; null where the photo cannot be read again.</returns>
    public static unsafe SKBitmap? Of(ReadOnlyMemory<byte> file, SKMatrix matrix, SKRectI part)
    {
        using var pinned = file.Pin();
        using var data = SKData.Create((IntPtr)pinned.Pointer, file.Length);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return null;
        var stored = SKRectI.Ceiling(matrix.Invert().MapRect(SKRect.Create(part.Left, part.Top, part.Width, part.Height)));
        stored.Intersect(SKRectI.Create(codec.Info.Width, codec.Info.Height));
        if (stored.IsEmpty)
            return null;

        using var rows = Rows(codec, stored.Top, stored.Height);
        if (rows is null)
            return null;
        var shown = new SKBitmap(new SKImageInfo(part.Width, part.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(shown);
        canvas.Clear(Transparency.Ground);
        canvas.Translate(-part.Left, -part.Top);
        canvas.Concat(matrix);
        canvas.DrawBitmap(rows, 0, stored.Top, new SKSamplingOptions(SKFilterMode.Nearest));
        return shown;
    }

    private static SKBitmap? Rows(SKCodec codec, int top, int count)
    {
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb());
        var rows = new SKBitmap();
        if (codec.StartScanlineDecode(info) == SKCodecResult.Success && codec.ScanlineOrder == SKCodecScanlineOrder.TopDown)
        {
            if (codec.SkipScanlines(top) && rows.TryAllocPixels(info.WithSize(info.Width, count)) && codec.GetScanlines(rows.GetPixels(), count, rows.RowBytes) == count)
                return rows;
        }
        else if (rows.TryAllocPixels(info) && codec.GetPixels(info, rows.GetPixels()) == SKCodecResult.Success)
        {
            using (rows)
            {
                var part = new SKBitmap();
                using var subset = new SKBitmap();
                if (rows.ExtractSubset(subset, SKRectI.Create(0, top, info.Width, count)) && subset.CopyTo(part))
                    return part;
                part.Dispose();
                return null;
            }
        }

        rows.Dispose();
        return null;
    }
}
