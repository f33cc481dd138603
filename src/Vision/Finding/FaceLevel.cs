using Mote.Vision.Alignment;
using Mote.Vision.Detection;
using Mote.Vision.Quality;
using SkiaSharp;

namespace Mote.Vision.Finding;

/// <summary>Looks at one face closely, and turned until it is level. Thread-safe.</summary>
internal sealed class FaceLevel(IFaceDetector detector)
{
    // Detectors report less than half of a roll, since they were shown upright faces; what is left is seen at the next look.
    private const float RollReported = 0.45f;
    private const int MostLooks = 4;

    private static readonly float[] Asides = [-40, -20, 20, 40];

    // A level look may say less of how sure it is, and is still the better one.
    private const float MostScoreLost = 0.02f;

    // Of a face that was seen before, in widths of it.
    private const float Nearby = 0.6f;

    private readonly DetectorTraits _traits = detector.Traits;

    /// <param name="face">A face.</param>
    /// <param name="turn">By how much the picture is turned clockwise, in degrees.</param>
    public bool IsLevel(in DetectedFace face, float turn) => Math.Abs(Roll(face, turn)) <= _traits.MostRoll;

    /// <summary>Whether the points of a face on a picture were read of too few pixels.</summary>
    public bool IsCoarse(SKBitmap picture, in DetectedFace face) =>
        detector.ScaleOf(picture) is var scale && scale < 1 && face.Width * scale < _traits.ExactWidth;

    /// <summary>The face with its points read again, if they need to be; null if a closer look at a small one finds nobody.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="face">Where the face is on it.</param>
    /// <param name="turn">By how much the picture is turned clockwise, in degrees.</param>
    /// <param name="isCoarse">Whether its points were read of fewer pixels than the picture has.</param>
    public DetectedFace? Look(SKBitmap picture, in DetectedFace face, float turn, bool isCoarse)
    {
        var start = face;
        if (!isCoarse && IsLevel(face, turn))
            return face;

        DetectedFace? best = isCoarse ? null : face;
        Level(turn + (IsLevel(face, turn) ? 0 : Roll(face, turn) / RollReported));
        // Of a face that lies far aside the points say little: where it is still not surely seen, it is looked for.
        if (best?.Score < _traits.SureScore && !IsLevel(face, turn))
        {
            foreach (var aside in Asides)
                Level(turn + aside);
        }

        return best;

        void Level(float angle)
        {
            for (var look = 0; look < MostLooks; look++)
            {
                if (Close(picture, start, angle) is not { } seen)
                    return;
                var left = Roll(seen, angle);
                if (best is not { } before || seen.Score > before.Score - (look == 0 && Math.Abs(left) <= _traits.MostRoll ? MostScoreLost : 0))
                    best = seen;
                if (Math.Abs(left) <= _traits.MostRoll)
                    return;
                angle += left / RollReported;
            }
        }
    }

    /// <summary>The face as it is seen on a close-up that is upright for a roll; null where none is seen there.</summary>
    public DetectedFace? Close(SKBitmap picture, in DetectedFace face, float roll)
    {
        using var closeUp = CloseUp.Of(picture, face, roll, _traits);
        Tone.Light(closeUp.Bitmap);
        var middle = _traits.CloseUpEdge / 2f;
        foreach (var found in detector.DetectCloseUp(closeUp.Bitmap))
        {
            var centre = found.Centre;
            if (MathF.Sqrt(MathF.Pow(centre.X - middle, 2) + MathF.Pow(centre.Y - middle, 2)) <= Nearby * _traits.CloseUpWidth)
                return closeUp.OnPicture(found);
        }

        return null;
    }

    /// <summary>By how much the face is turned clockwise beyond an angle, in degrees from -180 to 180, less what the detector says of upright ones.</summary>
    private float Roll(in DetectedFace face, float angle)
    {
        var placement = AlignedFace.PlacementOf(face.Landmarks);
        return (float)Math.IEEERemainder(-Math.Atan2(placement.B, placement.A) * 180 / Math.PI - _traits.LevelRoll - angle, 360);
    }
}
