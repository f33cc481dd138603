using Mote.Tests;
using SkiaSharp;

namespace Mote.Vision.Tests;

/// <summary>A real photo, and what tests make of it in memory.</summary>
internal static class Portrait
{
    public const string Image = "Aaron_Peirsol/Aaron_Peirsol_0001.jpg";

    public static byte[] File() => System.IO.File.ReadAllBytes(SharedData.Path($"lfw/photos/{Image}"));

    public static SKBitmap Bitmap() => SKBitmap.Decode(File());

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg, int quality = 95)
    {
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>The photo drawn onto another canvas.</summary>
    public static byte[] Drawn(int width, int height, Action<SKCanvas, SKBitmap> draw)
    {
        using var photo = Bitmap();
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Gray);
        draw(canvas, photo);
        return Encode(bitmap);
    }

    /// <summary>The photo through a colour filter or a blur.</summary>
    public static byte[] Painted(SKPaint paint) => Drawn(250, 250, (canvas, photo) =>
    {
        using var image = SKImage.FromBitmap(photo);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear), paint);
    });
}
