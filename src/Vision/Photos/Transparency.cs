using SkiaSharp;

namespace Mote.Vision.Photos;

/// <summary>Lays a picture on a neutral ground, where parts of it are transparent: whatever colours are hidden there are no part of it.</summary>
internal static class Transparency
{
    private const int GroundLevel = 128;

    public static SKColor Ground { get; } = new(GroundLevel, GroundLevel, GroundLevel);

    /// <summary>Makes every pixel of a picture opaque.</summary>
    /// <returns>How much of it was transparent, 0 to 1.</returns>
    public static unsafe double Remove(SKBitmap picture)
    {
        var pixels = new Span<byte>((void*)picture.GetPixels(), picture.ByteCount);
        long missing = 0;
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var alpha = pixels[i + 3];
            if (alpha == 255)
                continue;
            missing += 255 - alpha;
            for (var colour = 0; colour < 3; colour++)
                pixels[i + colour] = (byte)((pixels[i + colour] * alpha + GroundLevel * (255 - alpha) + 127) / 255);
            pixels[i + 3] = 255;
        }

        return missing / (255.0 * Math.Max(1, pixels.Length / 4));
    }
}
