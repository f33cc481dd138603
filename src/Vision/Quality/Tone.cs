using Mote.Vision.Detection;
using SkiaSharp;

namespace Mote.Vision.Quality;

/// <summary>Between which grey levels a picture lies, 0 to 255.</summary>
/// <param name="Low">A twentieth of it is darker.</param>
/// <param name="Middle">Half of it is.</param>
/// <param name="High">A twentieth is lighter.</param>
internal readonly record struct Tone(int Low, int Middle, int High)
{
    // Below these a picture is lit before it is read; ordinary photos of faces lie above, and stay to the pixel what they are.
    private const int DarkMiddle = 40;
    private const int FlatContrast = 70;

    // Where light puts the twentieths and the half.
    private const double LitLow = 0.12;
    private const double LitHigh = 0.9;
    private const double LitMiddle = 0.5;

    // No darkness is so deep that more than this is made of it.
    private const double LeastGamma = 0.35;
    private const double MostGamma = 2;

    // More pixels say no more.
    private const int MostPixels = 20_000;

    public int Contrast => High - Low;

    private bool IsOrdinary => Middle >= DarkMiddle && Contrast >= FlatContrast;

    public static Tone Of(SKBitmap picture) => Of(picture, SKRectI.Create(picture.Width, picture.Height));

    /// <summary>Lights a picture where it needs it.</summary>
    public static void Light(SKBitmap picture)
    {
        if (Of(picture) is { IsOrdinary: false, Contrast: > 0 } tone)
            tone.Light(picture.GetPixels(), picture.Width, picture.Height, picture.RowBytes);
    }

    /// <summary>A lit copy of a picture that needs light; null of any other.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="face">What it is to be lit for; the whole of it where that is not known.</param>
    public static SKBitmap? Lit(SKBitmap picture, DetectedFace? face)
    {
        var all = SKRectI.Create(picture.Width, picture.Height);
        var part = face is { } box ? SKRectI.Intersect(all, SKRectI.Round(SKRect.Create(box.Left, box.Top, box.Width, box.Height))) : all;
        if (Of(picture, part.IsEmpty ? all : part) is not { IsOrdinary: false, Contrast: > 0 } tone || picture.Copy() is not { } lit)
            return null;
        tone.Light(lit.GetPixels(), lit.Width, lit.Height, lit.RowBytes);
        return lit;
    }

    private static Tone Of(SKBitmap picture, SKRectI part)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        var pixels = picture.GetPixelSpan();
        var (stride, seen) = (picture.RowBytes, 0);
        var step = Math.Max(1, (int)Math.Sqrt((double)part.Width * part.Height / MostPixels));
        for (var y = part.Top; y < part.Bottom; y += step)
        {
            for (var x = part.Left; x < part.Right; x += step)
            {
                var at = y * stride + 4 * x;
                // ITU-R BT.601
                counts[(299 * pixels[at] + 587 * pixels[at + 1] + 114 * pixels[at + 2]) / 1000]++;
                seen++;
            }
        }

        return new Tone(Level(counts, seen / 20), Level(counts, seen / 2), Level(counts, seen - 1 - seen / 20));
    }

    private static int Level(ReadOnlySpan<int> counts, int rank)
    {
        var level = 0;
        for (var below = counts[0]; below <= rank && level < 255; below += counts[level])
            level++;
        return level;
    }

    private unsafe void Light(IntPtr pixels, int width, int height, int stride)
    {
        Span<byte> table = stackalloc byte[256];
        Fill(table);
        for (var y = 0; y < height; y++)
        {
            var row = new Span<byte>((byte*)pixels + (long)y * stride, 4 * width);
            for (var x = 0; x < row.Length; x += 4)
                (row[x], row[x + 1], row[x + 2]) = (table[row[x]], table[row[x + 1]], table[row[x + 2]]);
        }
    }

    private void Fill(Span<byte> table)
    {
        var middle = Math.Clamp((double)(Middle - Low) / Contrast, 0.02, 0.98);
        var gamma = Math.Clamp(Math.Log((LitMiddle - LitLow) / (LitHigh - LitLow)) / Math.Log(middle), LeastGamma, MostGamma);
        for (var level = 0; level < table.Length; level++)
        {
            var place = (double)(level - Low) / Contrast;
            var lit = LitLow + (LitHigh - LitLow) * (place <= 0 ? place : Math.Pow(place, gamma));
            table[level] = (byte)Math.Clamp(Math.Round(255 * lit), 0, 255);
        }
    }
}
