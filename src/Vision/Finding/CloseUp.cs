using Mote.Vision.Detection;
using SkiaSharp;

namespace Mote.Vision.Finding;

/// <summary>A square part of a picture about a face, turned so that the face would be upright if it had a given roll.</summary>
internal sealed class CloseUp : IDisposable
{
    private readonly SKMatrix _toPicture;

    private CloseUp(SKBitmap bitmap, SKMatrix toPicture) => (Bitmap, _toPicture) = (bitmap, toPicture);

    public SKBitmap Bitmap { get; }

    /// <param name="picture">The picture.</param>
    /// <param name="face">Where the face is on it.</param>
    /// <param name="roll">Its roll, in degrees clockwise.</param>
    /// <param name="traits">How large a close-up is.</param>
    public static CloseUp Of(SKBitmap picture, in DetectedFace face, float roll, DetectorTraits traits)
    {
        var edge = traits.CloseUpEdge;
        var scale = traits.CloseUpWidth / face.Width;
        var centre = face.Centre;
        var bitmap = new SKBitmap(new SKImageInfo(edge, edge, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Black);
        canvas.Translate(edge / 2f, edge / 2f);
        canvas.RotateDegrees(-roll);
        canvas.Scale(scale);
        canvas.Translate(-centre.X, -centre.Y);
        var toPicture = canvas.TotalMatrix.Invert();

        // What is shown of the picture and no more, since all that is drawn from is shrunk with it.
        var seen = SKRectI.Ceiling(toPicture.MapRect(SKRect.Create(edge, edge)));
        seen.Inflate(1, 1);
        seen.Intersect(SKRectI.Create(picture.Width, picture.Height));
        using var part = new SKBitmap();
        if (!seen.IsEmpty && picture.ExtractSubset(part, seen))
        {
            using var image = SKImage.FromPixels(part.PeekPixels());
            canvas.DrawImage(image, seen.Left, seen.Top, new SKSamplingOptions(SKFilterMode.Linear, scale < 0.75 ? SKMipmapMode.Linear : SKMipmapMode.None));
        }

        return new CloseUp(bitmap, toPicture);
    }

    /// <summary>A face of the close-up, on the picture.</summary>
    public DetectedFace OnPicture(in DetectedFace face) => face.On(_toPicture);

    public void Dispose() => Bitmap.Dispose();
}
