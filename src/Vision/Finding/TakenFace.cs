using Mote.Vision.Alignment;
using Mote.Vision.Detection;
using Mote.Vision.Photos;
using Mote.Vision.Quality;
using SkiaSharp;

namespace Mote.Vision.Finding;

/// <summary>The one face of a photo, ready to be embedded.</summary>
/// <param name="photo">The photo; the face's from now on.</param>
/// <param name="aligned">Its crop, in the light that it is read in; the face's, too.</param>
/// <param name="face">Where it is on the upright picture.</param>
/// <param name="quality">What was measured about it, in the light of the photo.</param>
internal sealed class TakenFace(DecodedPhoto photo, AlignedFace aligned, DetectedFace face, FaceQuality quality) : IDisposable
{
    public SKBitmap Picture => photo.Picture;

    public AlignedFace Aligned => aligned;

    public DetectedFace Face => face;

    public FaceQuality Quality => quality;

    public void Dispose()
    {
        aligned.Dispose();
        photo.Dispose();
    }
}
