using Mote.Vision.Explanation;
using SkiaSharp;

namespace Mote.Vision.Tests.Explanation;

public sealed class ColourRampTests
{
    [Fact]
    public void Of_RisingValues_RiseInLightness_WhateverColoursAreSeen()
    {
        // As everybody sees them, and by Vienot, Brettel and Mollon 1999 without red or green cones.
        foreach (var seen in new Func<Linear, Linear>[]
        {
            colour => colour,
            colour => new(0.11238f * colour.R + 0.88762f * colour.G, 0.11238f * colour.R + 0.88762f * colour.G, 0.00401f * colour.R - 0.00401f * colour.G + colour.B),
            colour => new(0.29275f * colour.R + 0.70725f * colour.G, 0.29275f * colour.R + 0.70725f * colour.G, -0.02234f * colour.R + 0.02234f * colour.G + colour.B),
        })
        {
            var lightness = Enumerable.Range(0, 8).Select(level => Lightness(seen(Linear.Of(ColourRamp.Of(level / 7f))))).ToArray();
            Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 4, 25));
        }
    }

    /// <summary>CIE L*, of which two or three can be told apart side by side.</summary>
    private static double Lightness(Linear colour)
    {
        var luminance = 0.2126 * colour.R + 0.7152 * colour.G + 0.0722 * colour.B;
        return 116 * Math.Cbrt(luminance) - 16;
    }

    private sealed record Linear(float R, float G, float B)
    {
        public static Linear Of(SKColor colour) => new(Plane(colour.Red), Plane(colour.Green), Plane(colour.Blue));

        private static float Plane(byte value) => value <= 10 ? value / 255f / 12.92f : MathF.Pow((value / 255f + 0.055f) / 1.055f, 2.4f);
    }
}
