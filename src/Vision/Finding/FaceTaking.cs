using Mote.Vision.Alignment;
using Mote.Vision.Detection;
using Mote.Vision.Photos;
using Mote.Vision.Quality;
using SkiaSharp;

namespace Mote.Vision.Finding;

/// <summary>From a photo to its one face: decoded, found, turned upright, judged, aligned and lit. Thread-safe.</summary>
internal sealed class FaceTaking(IFaceDetector detector, PhotoBounds bounds)
{
    // Where a photo was decoded smaller than it is, narrower faces are read from all its pixels.
    private const float LeastDecodedWidth = 90;

    // As much of the photo about a face as a closer look shows, turned as it may be.
    private const float PartInFaces = 2.4f;

    // What is as good as nothing, and what leaves room for a face where none was found.
    private const double WhollyTransparent = 0.99;
    private const double PartlyTransparent = 0.25;

    private readonly FaceFinder _finder = new(detector);

    /// <summary>Takes the face of a photo.</summary>
    /// <param name="file">A JPEG, PNG or WebP file.</param>
    /// <param name="quality">What the face must be like.</param>
    /// <param name="refusal">Why not, where the answer is null.</param>
    /// <param name="cancellationToken">Stops between two stages.</param>
    public TakenFace? Take(ReadOnlyMemory<byte> file, QualityBounds quality, out PhotoRefusal? refusal, CancellationToken cancellationToken)
    {
        if (PhotoDecoder.Open(file, bounds, out refusal) is not { } photo)
            return null;
        TakenFace? taken = null;
        try
        {
            return taken = Take(photo, quality, out refusal, cancellationToken);
        }
        finally
        {
            if (taken is null)
                photo.Dispose();
        }
    }

    private TakenFace? Take(DecodedPhoto photo, QualityBounds bounds, out PhotoRefusal? refusal, CancellationToken cancellationToken)
    {
        if (photo.Transparency >= WhollyTransparent)
        {
            refusal = new PhotoRefusal(RefusalReason.Transparent, photo.Transparency);
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var sighting = _finder.Find(photo.Picture, photo.Scale, cancellationToken);
        photo.Turn(sighting.Turn);
        var faces = Prominence.Ranked(sighting.Faces, photo.Picture.Width, photo.Picture.Height);
        refusal = faces is [] ? Nobody(photo)
            : faces.Length > 1 && faces[1].Prominence / faces[0].Prominence is var share && share >= bounds.SecondFaceShare
                ? new PhotoRefusal(RefusalReason.SeveralFaces, share, bounds.SecondFaceShare) : null;
        if (refusal is not null)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        if (Aligned(photo, faces[0].Face, out var face) is not { } aligned)
        {
            refusal = Nobody(photo);
            return null;
        }

        if (face.Score < (_finder.IsCoarse(photo.Picture, faces[0].Face) ? detector.Traits.LeastCoarseScore : detector.Traits.LeastScore))
        {
            aligned.Dispose();
            refusal = Nobody(photo);
            return null;
        }

        var quality = FaceMeasurement.Of(face, aligned, photo.Scale);
        refusal = bounds.Refuse(quality);
        if (refusal is not null && !face.Equals(faces[0].Face) && AsFirstSeen(photo, faces[0].Face, bounds) is var (first, measured))
        {
            aligned.Dispose();
            (aligned, face, quality, refusal) = (first, faces[0].Face, measured, null);
        }

        if (refusal is not null)
        {
            aligned.Dispose();
            return null;
        }

        if (detector.Traits.LightsFaces)
            Tone.Light(aligned.Bitmap);
        return new TakenFace(photo, aligned, face, quality);
    }

    /// <summary>The crop of a face that was found, from as many pixels as there are of it; null where a closer look finds nobody.</summary>
    private AlignedFace? Aligned(DecodedPhoto photo, in DetectedFace found, out DetectedFace face)
    {
        face = found;
        var isCoarse = _finder.IsCoarse(photo.Picture, found);
        if (photo.Scale < 1 && found.Width < LeastDecodedWidth)
        {
            var (centre, reach) = (found.Centre, PartInFaces * found.Width);
            using var part = photo.AtFullSize(new SKRect(centre.X - reach, centre.Y - reach, centre.X + reach, centre.Y + reach), out var fromPicture);
            if (part is not null)
            {
                if (_finder.Look(part, found.On(fromPicture), isCoarse: true) is not { } there)
                    return null;
                face = there.On(fromPicture.Invert());
                return AlignedFace.Of(part, there.Landmarks, face.Landmarks);
            }
        }

        if (_finder.Look(photo.Picture, found, isCoarse) is not { } looked)
            return null;
        face = looked;
        return AlignedFace.Of(photo.Picture, looked.Landmarks);
    }

    /// <summary>A face by the points of its first look, where those miss no bound: on a close-up the yaw of a face in near profile is taken for a roll.</summary>
    private static (AlignedFace, FaceQuality)? AsFirstSeen(DecodedPhoto photo, in DetectedFace face, QualityBounds bounds)
    {
        var aligned = AlignedFace.Of(photo.Picture, face.Landmarks);
        var quality = FaceMeasurement.Of(face, aligned, photo.Scale);
        if (bounds.Refuse(quality) is null)
            return (aligned, quality);
        aligned.Dispose();
        return null;
    }

    private static PhotoRefusal Nobody(DecodedPhoto photo) => photo.Transparency >= PartlyTransparent
        ? new PhotoRefusal(RefusalReason.Transparent, photo.Transparency)
        : new PhotoRefusal(RefusalReason.NoFace);
}
