using SkiaSharp;

namespace Mote.Vision.Explanation;

/// <summary>
/// From dark violet over red and orange to pale yellow: lightness alone tells the order, so that it reads alike whatever
/// colours somebody sees.
/// </summary>
internal static class ColourRamp
{
    private static readonly SKColor[] Stops = [new(22, 16, 62), new(96, 32, 122), new(186, 64, 92), new(240, 146, 42), new(250, 240, 152)];

    private static readonly SKColor[] Colours = [.. Enumerable.Range(0, 256).Select(step => Mixed(step / 255f))];

    /// <summary>The colour of a value from 0 to 1.</summary>
    public static SKColor Of(float value) => Colours[(int)MathF.Round(Math.Clamp(value, 0, 1) * (Colours.Length - 1))];

    private static SKColor Mixed(float value)
    {
        var place = value * (Stops.Length - 1);
        var low = Math.Min((int)place, Stops.Length - 2);
        return new SKColor(Mix(stop => stop.Red), Mix(stop => stop.Green), Mix(stop => stop.Blue));

        byte Mix(Func<SKColor, byte> plane) => (byte)MathF.Round(float.Lerp(plane(Stops[low]), plane(Stops[low + 1]), place - low));
    }
}
