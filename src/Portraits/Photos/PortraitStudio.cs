using Mote.Portraits.Drawing;
using Mote.Portraits.People;
using Mote.Recognition.Randomness;
using Mote.Vision.Detection;
using SkiaSharp;

namespace Mote.Portraits.Photos;

/// <summary>Takes photos of synthetic people. Thread-safe; the same numbers give the same photo.</summary>
public static class PortraitStudio
{
    /// <summary>The edge of a photo, in pixels.</summary>
    public const int Edge = 192;

    private const uint Sensor = 15;

    /// <summary>A photo of a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="photo">The number of the photo; pose, expression, light and all else follow from it.</param>
    public static Portrait Take(Person person, int photo)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Take(person, Conditions.Of(person, photo), SensorSeed(person, photo));
    }

    internal static Portrait Take(Person person, Conditions conditions, ulong sensor)
    {
        using var drawn = new SKBitmap(new SKImageInfo(Edge, Edge, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(drawn);
        DrawBackground(canvas, conditions);
        var easel = new Easel(canvas, person, conditions);
        HairShape.DrawBehind(easel);
        HeadShape.DrawBody(easel);
        HeadShape.DrawEars(easel);
        HeadShape.DrawSkin(easel);
        SkinMarks.Draw(easel);
        HairShape.DrawBeard(easel);
        NoseShape.Draw(easel);
        MouthShape.Draw(easel);
        EyePair.Draw(easel);
        HairShape.DrawFront(easel);

        return new Portrait(Develop(drawn, conditions, sensor), Landmarks(easel));
    }

    /// <summary>A photo without a person on it, of the same backgrounds.</summary>
    /// <param name="population">The population's seed.</param>
    /// <param name="number">The number of the photo.</param>
    public static byte[] TakeEmpty(ulong population, int number)
    {
        var person = Person.Of(population, number);
        var conditions = Conditions.Of(person, 0);
        using var drawn = new SKBitmap(new SKImageInfo(Edge, Edge, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(drawn);
        DrawBackground(canvas, conditions);
        return Develop(drawn, conditions, SensorSeed(person, 0));
    }

    private static ulong SensorSeed(Person person, int photo) => Person.Seed(person.Population, person.Number, photo);

    private static FaceLandmarks Landmarks(Easel easel)
    {
        var eyes = easel.Person.Eyes;
        return new FaceLandmarks(
            At(easel.Pose[-eyes.Apart, eyes.Height]), At(easel.Pose[eyes.Apart, eyes.Height]), At(NoseShape.Tip(easel)), At(MouthShape.Corner(easel, -1)), At(MouthShape.Corner(easel, 1)));

        static LandmarkPoint At(SKPoint point) => new(point.X, point.Y);
    }

    private static void DrawBackground(SKCanvas canvas, Conditions conditions)
    {
        using var shader = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(Edge * 0.6f, Edge), [conditions.Background.From, conditions.Background.To], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawPaint(paint);
    }

    /// <summary>Light, blur, noise and JPEG: what a camera makes of the scene.</summary>
    private static byte[] Develop(SKBitmap drawn, Conditions conditions, ulong sensor)
    {
        using var seen = new SKBitmap(drawn.Info);
        using (var canvas = new SKCanvas(seen))
        using (var paint = new SKPaint())
        {
            var (red, green, blue) = conditions.Light;
            using var light = SKColorFilter.CreateColorMatrix([red, 0, 0, 0, 0, 0, green, 0, 0, 0, 0, 0, blue, 0, 0, 0, 0, 0, 1, 0]);
            paint.ColorFilter = light;
            using var blur = conditions.Blur > 0 ? SKImageFilter.CreateBlur(conditions.Blur, conditions.Blur, SKShaderTileMode.Clamp) : null;
            paint.ImageFilter = blur;
            canvas.DrawBitmap(drawn, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest), paint);
        }

        AddNoise(seen, conditions.Noise, sensor);
        using var image = SKImage.FromPixels(seen.PeekPixels());
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, conditions.Quality);
        return data.ToArray();
    }

    private static unsafe void AddNoise(SKBitmap bitmap, float deviation, ulong sensor)
    {
        var draws = new byte[bitmap.ByteCount];
        SeededRandom.Create(sensor, Sensor).NextBytes(draws);
        var pixels = new Span<byte>((void*)bitmap.GetPixels(), draws.Length);
        // The sum of two uniform draws is near enough to normal.
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(pixels[i] + deviation * 0.153f * ((draws[i] & 15) + (draws[i] >> 4) - 15), 0, 255);
    }
}
