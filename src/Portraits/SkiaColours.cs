using SkiaSharp;

namespace Mote.Portraits;

/// <summary>Mixtures of colours.</summary>
internal static class SkiaColours
{
    /// <summary>A share of the way to another colour.</summary>
    public static SKColor Mixed(this SKColor colour, SKColor other, float share) => new(
        Mix(colour.Red, other.Red, share), Mix(colour.Green, other.Green, share), Mix(colour.Blue, other.Blue, share));

    /// <summary>The colour seen through, 0 invisible to 1 opaque.</summary>
    public static SKColor Faint(this SKColor colour, float opacity) => colour.WithAlpha((byte)Math.Clamp(255 * opacity, 0, 255));

    private static byte Mix(byte from, byte to, float share) => (byte)Math.Clamp(from + (to - from) * share, 0, 255);
}
