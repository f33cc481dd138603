using SkiaSharp;

namespace Mote.Photos.Conditions;

/// <summary>Changes a photo and writes it as a camera would.</summary>
internal static class PhotoEdit
{
    private const int Quality = 95;

    private static readonly SKSamplingOptions Smooth = new(SKCubicResampler.Mitchell);

    // Neither black nor white, so that no edge of it looks like part of a picture.
    private static readonly SKColor Ground = new(96, 100, 104);

    public static byte[] Turned(byte[] file, int degrees)
    {
        using var photo = SKBitmap.Decode(file);
        var (w, h) = (photo.Width, photo.Height);
        using var turned = degrees == 180 ? new SKBitmap(w, h) : new SKBitmap(h, w);
        using (var canvas = new SKCanvas(turned))
        {
            canvas.SetMatrix(degrees switch
            {
                90 => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
                180 => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
                _ => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            });
            canvas.DrawBitmap(photo, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        }

        return Encoded(turned);
    }

    public static byte[] Tilted(byte[] file, float degrees) =>
        Redrawn(file, (canvas, photo) => canvas.RotateDegrees(degrees, photo.Width / 2f, photo.Height / 2f));

    public static byte[] Redrawn(byte[] file, Action<SKCanvas, SKBitmap> place)
    {
        using var photo = SKBitmap.Decode(file);
        using var drawn = new SKBitmap(photo.Width, photo.Height);
        using (var canvas = new SKCanvas(drawn))
        {
            canvas.Clear(Ground);
            place(canvas, photo);
            using var image = SKImage.FromPixels(photo.PeekPixels());
            canvas.DrawImage(image, 0, 0, Smooth);
        }

        return Encoded(drawn);
    }

    /// <summary>The photo unscaled on a larger picture.</summary>
    /// <param name="file">The photo.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Its height.</param>
    /// <param name="x">Where the photo lies, as a share of the room there is.</param>
    /// <param name="y">The same, downwards.</param>
    public static byte[] OnCanvas(byte[] file, int width, int height, float x, float y)
    {
        using var photo = SKBitmap.Decode(file);
        using var drawn = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(drawn))
        {
            canvas.Clear(Ground);
            canvas.DrawBitmap(photo, MathF.Round(x * (width - photo.Width)), MathF.Round(y * (height - photo.Height)), new SKSamplingOptions(SKFilterMode.Nearest));
        }

        return Encoded(drawn);
    }

    public static byte[] Filtered(byte[] file, SKColorFilter filter)
    {
        using (filter)
        using (var paint = new SKPaint { ColorFilter = filter })
            return Painted(file, paint);
    }

    public static byte[] Blurred(byte[] file, float sigma)
    {
        using var blur = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { ImageFilter = blur };
        return Painted(file, paint);
    }

    /// <summary>Every colour value, 0 to 1, through a curve.</summary>
    public static byte[] Toned(byte[] file, Func<double, double> tone)
    {
        byte[] table = [.. Enumerable.Range(0, 256).Select(value => (byte)Math.Clamp(Math.Round(255 * tone(value / 255.0)), 0, 255))];
        byte[] opacity = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        return Filtered(file, SKColorFilter.CreateTable(opacity, table, table, table));
    }

    private static byte[] Painted(byte[] file, SKPaint paint)
    {
        using var photo = SKBitmap.Decode(file);
        using var drawn = new SKBitmap(photo.Width, photo.Height);
        using (var canvas = new SKCanvas(drawn))
            canvas.DrawBitmap(photo, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest), paint);
        return Encoded(drawn);
    }

    private static byte[] Encoded(SKBitmap photo)
    {
        using var data = photo.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }
}
