using System.Runtime.InteropServices;
using SkiaSharp;

namespace Mote.Vision.Photos;

/// <summary>
/// A JPEG file whose last bytes are missing, as of an upload that stopped. Whether a pixel is missing with them shows by
/// reading it twice, with unlike bytes in their place: what is the same both times depended on none of them.
/// </summary>
internal static class CutJpeg
{
    // Of all pixels, one in so many may have been in what is missing.
    private const int MostMissing = 100;

    private static readonly byte[] Fillings = [0x00, 0x5a];

    /// <summary>The picture; null where more of it is missing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="info">How it is decoded.</param>
    public static SKBitmap? Decode(ReadOnlySpan<byte> file, SKImageInfo info)
    {
        var one = Filled(file, info, Fillings[0]);
        using var other = one is null ? null : Filled(file, info, Fillings[1]);
        if (other is not null && Differing(one!, other) <= (long)info.Width * info.Height / MostMissing)
            return one;
        one?.Dispose();
        return null;
    }

    private static SKBitmap? Filled(ReadOnlySpan<byte> file, SKImageInfo info, byte filling)
    {
        // As much as there is, so that whatever is missing finds some.
        var whole = new byte[2 * file.Length + 2];
        file.CopyTo(whole);
        whole.AsSpan(file.Length).Fill(filling);
        (whole[^2], whole[^1]) = (0xff, 0xd9);
        using var data = SKData.CreateCopy(whole);
        Array.Clear(whole);
        using var codec = SKCodec.Create(data);
        var bitmap = new SKBitmap();
        if (codec is not null && bitmap.TryAllocPixels(info) && codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        return null;
    }

    private static long Differing(SKBitmap one, SKBitmap other)
    {
        var pixels = MemoryMarshal.Cast<byte, int>(one.GetPixelSpan());
        var others = MemoryMarshal.Cast<byte, int>(other.GetPixelSpan());
        long differing = 0;
        for (var i = 0; i < pixels.Length; i++)
            differing += pixels[i] == others[i] ? 0 : 1;
        return differing;
    }
}
