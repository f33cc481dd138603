using SkiaSharp;

namespace Mote.Vision.Photos;

/// <summary>Turns pictures by quarters, which changes no pixel.</summary>
internal static class QuarterTurn
{
    /// <param name="degrees">0, 90, 180 or 270, clockwise.</param>
    /// <param name="width">Width of the picture before.</param>
    /// <param name="height">Its height.</param>
    /// <returns>From the picture to the turned one.</returns>
    public static SKMatrix Matrix(int degrees, int width, int height) => degrees switch
    {
        90 => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        180 => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        270 => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    public static SKBitmap Of(SKBitmap picture, int degrees)
    {
        var isSideways = degrees is 90 or 270;
        var turned = new SKBitmap(picture.Info.WithSize(isSideways ? picture.Height : picture.Width, isSideways ? picture.Width : picture.Height));
        using var canvas = new SKCanvas(turned);
        canvas.SetMatrix(Matrix(degrees, picture.Width, picture.Height));
        using var image = SKImage.FromPixels(picture.PeekPixels());
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return turned;
    }
}
