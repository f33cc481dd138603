using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Mote.Vision.Photos;
using SkiaSharp;

namespace Mote.Vision.Tests.Photos;

public sealed class PhotoDecoderTests
{
    private static readonly PhotoBounds Bounds = new();

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "empty", [] },
        { "text", Encoding.UTF8.GetBytes("This is no photo, whatever its name says.") },
        { "half a header", [0xff, 0xd8, 0xff] },
        { "a GIF", Gif() },
        { "an animated WebP", AnimatedWebP() },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Decode_NoPhoto_IsUnreadable(string what, byte[] file)
    {
        Assert.NotEmpty(what);
        Assert.Equal(RefusalReason.PhotoUnreadable, Refused(file).Reason);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Decode_Truncated_IsUnreadableWhereverItEnds(SKEncodedImageFormat format)
    {
        var whole = Picture(64, 48, format);
        using (var decoded = PhotoDecoder.Decode(whole, Bounds, out _))
            Assert.Equal((64, 48), (decoded!.Width, decoded.Height));
        // The last bytes of a JPEG are its end marker, which nothing is missing without.
        foreach (var share in new[] { 0.1, 0.3, 0.5, 0.7, 0.9 })
            Assert.Equal(RefusalReason.PhotoUnreadable, Refused(whole[..(int)(share * whole.Length)]).Reason);
    }

    [Fact]
    public void Decode_OnePixel_IsAPicture()
    {
        using var decoded = PhotoDecoder.Decode(Picture(1, 1, SKEncodedImageFormat.Png), Bounds, out var refusal);
        Assert.NotNull(decoded);
        Assert.Null(refusal);
    }

    [Fact]
    public void Decode_HugeHeader_IsRefusedBeforeAnythingIsAllocated()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Refused(PngHeader(20_000, 20_000));
        Assert.Equal(RefusalReason.PhotoTooLarge, refusal.Reason);
        Assert.Equal(400_000_000, refusal.Measured);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Decode_FiftyMegabytes_IsTooLarge()
    {
        var refusal = Refused(new byte[50_000_000]);
        Assert.Equal(RefusalReason.PhotoTooLarge, refusal.Reason);
        Assert.Equal(Bounds.MostBytes, refusal.Bound);
    }

    [Fact]
    public void Decode_SixteenBitPng_KeepsItsColours()
    {
        using var deep = new SKBitmap(new SKImageInfo(8, 8, SKColorType.RgbaF16, SKAlphaType.Opaque));
        deep.Erase(new SKColor(200, 100, 50));
        using var decoded = PhotoDecoder.Decode(Portrait.Encode(deep, SKEncodedImageFormat.Png), Bounds, out _);
        var pixel = decoded!.GetPixel(4, 4);
        Assert.InRange(pixel.Red, 195, 205);
        Assert.InRange(pixel.Green, 95, 105);
        Assert.InRange(pixel.Blue, 45, 55);
    }

    [Fact]
    public void Decode_CmykJpeg_KeepsItsColours()
    {
        using var decoded = PhotoDecoder.Decode(CmykJpeg(), Bounds, out var refusal);
        Assert.Null(refusal);
        // Inverted CMYK, as cameras and Adobe write it: all components at the middle make a dark grey.
        var pixel = decoded!.GetPixel(4, 4);
        Assert.InRange(pixel.Red, 40, 100);
        Assert.InRange(Math.Abs(pixel.Red - pixel.Blue), 0, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Decode_ExifOrientation_IsUpright(byte orientation)
    {
        // Red top left, green top right, blue bottom left, white bottom right, once upright.
        using var upright = new SKBitmap(64, 32);
        using (var canvas = new SKCanvas(upright))
        {
            using var paint = new SKPaint();
            foreach (var (x, y, colour) in new[] { (0, 0, SKColors.Red), (32, 0, SKColors.Lime), (0, 16, SKColors.Blue), (32, 16, SKColors.White) })
            {
                paint.Color = colour;
                canvas.DrawRect(x, y, 32, 16, paint);
            }
        }

        using var decoded = PhotoDecoder.Decode(WithOrientation(Portrait.Encode(Stored(upright, orientation), quality: 100), orientation), Bounds, out _);
        Assert.Equal((64, 32), (decoded!.Width, decoded.Height));
        Assert.True(Near(SKColors.Red, decoded.GetPixel(8, 4)) && Near(SKColors.Lime, decoded.GetPixel(56, 4))
            && Near(SKColors.Blue, decoded.GetPixel(8, 28)) && Near(SKColors.White, decoded.GetPixel(56, 28)));
    }

    [Theory]
    [InlineData((byte)3)]
    [InlineData((byte)6)]
    public void Decode_PngThatSaysHowItLies_IsUpright(byte orientation)
    {
        using var upright = new SKBitmap(64, 32);
        using (var canvas = new SKCanvas(upright))
        {
            canvas.Clear(SKColors.Lime);
            using var paint = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, 32, 16, paint);
        }

        var png = Portrait.Encode(Stored(upright, orientation), SKEncodedImageFormat.Png);
        byte[] exif = [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        using var decoded = PhotoDecoder.Decode((byte[])[.. png[..33], .. Chunk("eXIf"u8, exif), .. png[33..]], Bounds, out _);
        Assert.Equal((64, 32), (decoded!.Width, decoded.Height));
        Assert.True(Near(SKColors.Red, decoded.GetPixel(8, 4)) && Near(SKColors.Lime, decoded.GetPixel(56, 28)));
    }

    [Fact]
    public void Decode_JpegWithoutItsEnd_IsTheSamePicture_AndWithHalfOfIt_IsNone()
    {
        var whole = Picture(250, 190, SKEncodedImageFormat.Jpeg);
        using var expected = PhotoDecoder.Decode(whole, Bounds, out _);
        using var decoded = PhotoDecoder.Decode(whole.AsMemory()[..^2], Bounds, out var refusal);
        Assert.Null(refusal);
        Assert.True(expected!.GetPixelSpan().SequenceEqual(decoded!.GetPixelSpan()));
        Assert.Equal(RefusalReason.PhotoUnreadable, Refused(whole[..(whole.Length / 2)]).Reason);
    }

    [Fact]
    public void Decode_Transparent_LiesOnGrey_WhateverColourIsHidden()
    {
        using var clear = new SKBitmap(new SKImageInfo(8, 8, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        clear.Erase(new SKColor(250, 10, 10, 0));
        using var decoded = PhotoDecoder.Open(Portrait.Encode(clear, SKEncodedImageFormat.Png), Bounds, out _);
        Assert.Equal(new SKColor(128, 128, 128), decoded!.Picture.GetPixel(4, 4));
        Assert.Equal(1, decoded.Transparency);
    }

    [Theory]
    [InlineData("heic", "HEIC")]
    [InlineData("mif1", "HEIC")]
    [InlineData("avif", "AVIF")]
    public void Decode_WhatPhonesSendAndNobodyReadsHere_IsRefusedByName(string brand, string name)
    {
        var refusal = Refused([0, 0, 0, 20, .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(brand), .. new byte[40]]);
        Assert.Equal(RefusalReason.FormatUnsupported, refusal.Reason);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AtFullSize_OfAPhotoThatWasDecodedSmaller_HasItsPixels()
    {
        // A red patch of 40 pixels on 6,000, of which the picture has a third or so; turned as the camera was.
        using var large = new SKBitmap(6000, 400);
        using (var canvas = new SKCanvas(large))
        {
            canvas.Clear(SKColors.Lime);
            using var paint = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(4000, 100, 40, 40, paint);
        }

        using var decoded = PhotoDecoder.Open(WithOrientation(Portrait.Encode(large), 3), Bounds, out _);
        Assert.InRange(decoded!.Scale, 0.1f, 0.6f);
        decoded.Turn(180);
        var patch = SKRect.Create(4000 * decoded.Scale, 100 * decoded.Scale, 40 * decoded.Scale, 40 * decoded.Scale);
        using var part = decoded.AtFullSize(patch, out var fromPicture);
        Assert.InRange(part!.Width, 40, 46);
        var middle = fromPicture.MapPoint(patch.MidX, patch.MidY);
        Assert.True(Near(SKColors.Red, part.GetPixel((int)middle.X, (int)middle.Y)));
    }

    [Fact]
    public void Decode_VeryLargePhoto_IsScaledWhileDecoding()
    {
        using var decoded = PhotoDecoder.Decode(Picture(6000, 4000, SKEncodedImageFormat.Jpeg), Bounds, out _);
        Assert.InRange(decoded!.Width, 640, 3000);
        Assert.Equal(1.5, (double)decoded.Width / decoded.Height, 2);
    }

    private static PhotoRefusal Refused(byte[] file)
    {
        Assert.Null(PhotoDecoder.Decode(file, Bounds, out var refusal));
        return refusal!;
    }

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.SlateGray);
        using var noise = SKShader.CreatePerlinNoiseTurbulence(0.2f, 0.3f, 3, 7);
        using var paint = new SKPaint { Shader = noise };
        canvas.DrawPaint(paint);
        return Portrait.Encode(bitmap, format, 90);
    }

    /// <summary>How a camera held in that way would store the picture (Exif 2.3, tag 274), pixel by pixel.</summary>
    private static SKBitmap Stored(SKBitmap upright, byte orientation)
    {
        var isSideways = orientation >= 5;
        var (width, height) = isSideways ? (upright.Height, upright.Width) : (upright.Width, upright.Height);
        var stored = new SKBitmap(width, height);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                // Where row 0 and column 0 of the stored picture lie in the upright one.
                var (x, y) = orientation switch
                {
                    1 => (column, row),
                    2 => (upright.Width - 1 - column, row),
                    3 => (upright.Width - 1 - column, upright.Height - 1 - row),
                    4 => (column, upright.Height - 1 - row),
                    5 => (row, column),
                    6 => (upright.Width - 1 - row, column),
                    7 => (upright.Width - 1 - row, upright.Height - 1 - column),
                    _ => (row, upright.Height - 1 - column),
                };
                stored.SetPixel(column, row, upright.GetPixel(x, y));
            }
        }

        return stored;
    }

    private static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif = [0xff, 0xe1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, [0x78, 0x9c, 3, 0, 0, 0, 0, 1])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] body = [.. type, .. content];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32.HashToUInt32(body));
        return chunk;
    }

    private static byte[] Gif() =>
        [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];

    private static byte[] AnimatedWebP()
    {
        // A still WebP file is RIFF, size, "WEBP" and one chunk; an animation holds that chunk in each frame.
        var image = Picture(16, 16, SKEncodedImageFormat.Webp)[12..];
        byte[] frame = [.. RiffChunk("ANMF"u8, [0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 100, 0, 0, 0, .. image])];
        byte[] body = [.. "WEBP"u8, .. RiffChunk("VP8X"u8, [2, 0, 0, 0, 15, 0, 0, 15, 0, 0]), .. RiffChunk("ANIM"u8, [0, 0, 0, 0, 0, 0]), .. frame, .. frame];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
    }

    private static byte[] RiffChunk(ReadOnlySpan<byte> type, byte[] content) =>
        [.. type, .. BitConverter.GetBytes(content.Length), .. content, .. content.Length % 2 == 0 ? Array.Empty<byte>() : [0]];

    /// <summary>A baseline JPEG of 8 x 8 pixels and four components, every coefficient 0, so every component at the middle.</summary>
    private static byte[] CmykJpeg()
    {
        byte[] quantisation = [0xff, 0xdb, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64)];
        byte[] frame = [0xff, 0xc0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];
        // One code, "0", which means difference 0 (DC) or end of block (AC).
        byte[] Huffman(byte kind) => [0xff, 0xc4, 0, 20, kind, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] adobe = [0xff, 0xee, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0];
        byte[] scan = [0xff, 0xda, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0, 0b00000000];
        return [0xff, 0xd8, .. adobe, .. quantisation, .. frame, .. Huffman(0x00), .. Huffman(0x10), .. scan, 0xff, 0xd9];
    }

    private static bool Near(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) < 40 && Math.Abs(one.Green - other.Green) < 40 && Math.Abs(one.Blue - other.Blue) < 40;
}
