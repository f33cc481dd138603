using SkiaSharp;

namespace Mote.Vision.Photos;

/// <summary>An upright picture of a photo, and how it came of it.</summary>
internal sealed class DecodedPhoto : IDisposable
{
    private readonly ReadOnlyMemory<byte> _file;

    // From the photo's pixels to those of the picture at full size.
    private SKMatrix _upright;
    private SKSizeI _full;

    /// <param name="file">The photo.</param>
    /// <param name="stored">Its rows and columns, perhaps fewer than it has; given up.</param>
    /// <param name="full">How many it has.</param>
    /// <param name="origin">How they lie in the picture.</param>
    /// <param name="transparency">How much of it is transparent, 0 to 1.</param>
    public DecodedPhoto(ReadOnlyMemory<byte> file, SKBitmap stored, SKSizeI full, SKEncodedOrigin origin, double transparency)
    {
        (_file, Transparency) = (file, transparency);
        Scale = Math.Min(1, (float)stored.Width / full.Width);
        _upright = PhotoOrigin.Matrix(origin, full.Width, full.Height);
        _full = PhotoOrigin.IsSideways(origin) ? new SKSizeI(full.Height, full.Width) : full;
        Picture = PhotoOrigin.Upright(stored, origin);
    }

    /// <summary>Red, green, blue and 255 a pixel; what is transparent is a neutral grey.</summary>
    public SKBitmap Picture { get; private set; }

    /// <summary>Pixels of the picture for one of the photo, 1 at most.</summary>
    public float Scale { get; }

    /// <summary>How much of the photo is transparent, 0 to 1.</summary>
    public double Transparency { get; }

    /// <summary>Turns the picture, which was not upright.</summary>
    /// <param name="degrees">0, 90, 180 or 270, clockwise.</param>
    public void Turn(int degrees)
    {
        if (degrees == 0)
            return;
        var before = Picture;
        Picture = QuarterTurn.Of(before, degrees);
        before.Dispose();
        _upright = QuarterTurn.Matrix(degrees, _full.Width, _full.Height).PreConcat(_upright);
        _full = degrees == 180 ? _full : new SKSizeI(_full.Height, _full.Width);
    }

    /// <summary>A part of the picture with all pixels of the photo.</summary>
    /// <param name="part">The part, in pixels of the picture.</param>
    /// <param name="fromPicture">From those to the pixels of the answer.</param>
    /// <returns>Null where the photo cannot be read again.</returns>
    public SKBitmap? AtFullSize(SKRect part, out SKMatrix fromPicture)
    {
        var there = SKRectI.Ceiling(new SKRect(part.Left / Scale, part.Top / Scale, part.Right / Scale, part.Bottom / Scale));
        there.Intersect(SKRectI.Create(_full.Width, _full.Height));
        fromPicture = SKMatrix.CreateScale(1 / Scale, 1 / Scale).PostConcat(SKMatrix.CreateTranslation(-there.Left, -there.Top));
        return there.IsEmpty ? null : FullPart.Of(_file, _upright, there);
    }

    public void Dispose() => Picture.Dispose();
}
