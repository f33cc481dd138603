using Mote.Vision.Alignment;
using SkiaSharp;

namespace Mote.Vision.Explanation;

/// <summary>Draws heat maps over pictures.</summary>
internal static class HeatMapDrawing
{
    private const int Edge = AlignedFace.Edge;
    private const int AlignedScale = 2;
    private const int LargestEdge = 1024;

    // What spoke least still shows the face, what spoke most covers it with colour.
    private const float LeastCover = 0.1f;
    private const float MostCover = 0.75f;

    // Large photos would take longer to pack than to read.
    private static readonly SKPngEncoderOptions Quickly = new(SKPngEncoderFilterFlags.Sub, 1);

    public static byte[] OnAligned(AlignedFace face, HeatMap map) =>
        Drawn(face.Bitmap, AlignedScale, SKMatrix.Identity, map);

    public static byte[] OnPhoto(SKBitmap photo, SimilarityTransform placement, HeatMap map) =>
        Drawn(photo, Math.Min(1, (float)LargestEdge / Math.Max(photo.Width, photo.Height)), placement.Matrix.Invert(), map);

    private static byte[] Drawn(SKBitmap picture, float scale, SKMatrix fromCrop, HeatMap map)
    {
        using var drawn = new SKBitmap(new SKImageInfo(
            Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        using (var canvas = new SKCanvas(drawn))
        using (var image = SKImage.FromPixels(picture.PeekPixels()))
        using (var heat = Heat(map))
        using (var over = SKImage.FromPixels(heat.PeekPixels()))
        {
            canvas.Scale(scale);
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, scale < 1 ? SKMipmapMode.Linear : SKMipmapMode.None));
            canvas.Concat(fromCrop);
            canvas.DrawImage(over, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
        }

        using var pixels = drawn.PeekPixels();
        using var png = pixels.Encode(Quickly) ?? throw new InvalidOperationException("The picture could not be written.");
        return png.ToArray();
    }

    private static unsafe SKBitmap Heat(HeatMap map)
    {
        var heat = new SKBitmap(new SKImageInfo(Edge, Edge, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var pixels = new Span<Pixel>((void*)heat.GetPixels(), Edge * Edge);
        for (var pixel = 0; pixel < pixels.Length; pixel++)
        {
            var value = map.At((pixel % Edge + 0.5f) / Edge, (pixel / Edge + 0.5f) / Edge);
            var colour = ColourRamp.Of(value);
            pixels[pixel] = new Pixel(colour.Red, colour.Green, colour.Blue, (byte)(255 * float.Lerp(LeastCover, MostCover, value)));
        }

        return heat;
    }

    private readonly record struct Pixel(byte Red, byte Green, byte Blue, byte Alpha);
}
