using Mote.Portraits.Photos;
using SkiaSharp;
using Person = Mote.Portraits.People.Person;

namespace Mote.WebConsole.Tests;

/// <summary>Photos of people who do not exist, and photos that no face can be read from.</summary>
internal static class Faces
{
    // Nobody whom the demo models, their cohort or the demonstration know.
    private const ulong Population = 4711;

    /// <summary>A photo of a person.</summary>
    public static byte[] Of(int person, int photo = 0) => PortraitStudio.Take(Person.Of(Population, person), photo).Jpeg;

    public static byte[] Nobody => PortraitStudio.TakeEmpty(Population, 1);

    public static byte[] Dark => Framed(Drawn(PortraitStudio.Edge, PortraitStudio.Edge, canvas =>
    {
        Draw(canvas, Of(1), 0);
        canvas.DrawColor(new SKColor(0, 0, 0, 236));
    }));

    public static byte[] Blurred => Drawn(PortraitStudio.Edge, PortraitStudio.Edge, canvas =>
    {
        using var blur = SKImageFilter.CreateBlur(4, 4);
        using var paint = new SKPaint { ImageFilter = blur };
        using var picture = SKBitmap.Decode(Of(1));
        canvas.DrawBitmap(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest), paint);
    });

    public static byte[] Text => "a letter, not a photo"u8.ToArray();

    /// <summary>Larger than any photo that is taken.</summary>
    public static byte[] Huge => [.. Of(1), .. new byte[10_000_000]];

    /// <summary>Two photos as one.</summary>
    public static byte[] SideBySide(byte[] left, byte[] right)
    {
        using var first = SKBitmap.Decode(left);
        return Drawn(2 * first.Width, first.Height, canvas =>
        {
            Draw(canvas, left, 0);
            Draw(canvas, right, first.Width);
        });
    }

    /// <summary>A photo of nothing that takes a while to read.</summary>
    public static byte[] Blank(int edge) => Drawn(edge, edge, canvas => canvas.Clear(SKColors.Gray));

    /// <summary>A photo on a wall, as large as a camera's picture.</summary>
    public static byte[] Framed(byte[] photo) => Drawn(640, 480, canvas =>
    {
        canvas.Clear(SKColors.LightGray);
        using var picture = SKBitmap.Decode(photo);
        canvas.DrawBitmap(picture, new SKRect(120, 40, 520, 440), new SKSamplingOptions(SKCubicResampler.Mitchell));
    });

    /// <summary>A camera's film of one picture, as chromium plays it: frames of JPEG one after the other.</summary>
    public static byte[] Film(byte[] picture) => [.. Enumerable.Repeat(picture, 30).SelectMany(bytes => bytes)];

    private static void Draw(SKCanvas canvas, byte[] photo, float left)
    {
        using var picture = SKBitmap.Decode(photo);
        canvas.DrawBitmap(picture, left, 0, new SKSamplingOptions(SKFilterMode.Nearest));
    }

    private static byte[] Drawn(int width, int height, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 92);
        return data.ToArray();
    }
}
