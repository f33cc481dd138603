using Mote.Vision.Detection;
using Mote.Vision.Photos;
using Mote.Vision.Quality;
using SkiaSharp;

namespace Mote.Vision.Finding;

/// <summary>
/// Finds faces as people show them: turned, aside, or small on a large picture. What an upright photo says at the first look
/// is taken as it is; all else is asked only where that look leaves a doubt. Thread-safe.
/// </summary>
internal sealed class FaceFinder(IFaceDetector detector)
{
    // Within this of the surest an orientation is tried level, too.
    private const float LevelMargin = 0.06f;

    private static readonly int[] Turns = [90, 180, 270];

    private readonly FaceLevel _level = new(detector);

    /// <summary>The faces of a picture, and how it is turned.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="scale">Its pixels for one of the photo, 1 at most.</param>
    /// <param name="cancellationToken">Stops between two looks.</param>
    public Sighting Find(SKBitmap picture, float scale, CancellationToken cancellationToken)
    {
        var faces = detector.Detect(picture);
        if (IsSure(faces, picture))
            return new Sighting(0, faces);

        using var lit = detector.Traits.LightsFaces ? Tone.Lit(picture, Foremost(faces, picture)) : null;
        var seen = lit ?? picture;
        if (lit is not null)
            faces = detector.Detect(seen);
        if (faces.Count == 0)
            faces = detector.DetectFrameFilling(seen);
        if (faces.Count == 0)
            faces = Tiles.Detect(detector, seen, scale, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (Foremost(faces, seen) is { } foremost)
        {
            return foremost.Score >= detector.Traits.SureScore ? new Sighting(0, faces) : Turned(seen, faces, foremost);
        }

        return Turned(seen, cancellationToken);
    }

    /// <summary>The points of a face read again where they were read of too few pixels or of one that is not level; null where a closer look finds nobody.</summary>
    /// <param name="picture">The picture, upright.</param>
    /// <param name="face">Where the face is on it.</param>
    /// <param name="isCoarse">Whether its points were read of fewer pixels than the picture has.</param>
    public DetectedFace? Look(SKBitmap picture, in DetectedFace face, bool isCoarse) => _level.Look(picture, face, 0, isCoarse);

    /// <summary>Whether the points of a face on a picture were read of too few pixels.</summary>
    public bool IsCoarse(SKBitmap picture, in DetectedFace face) => _level.IsCoarse(picture, face);

    private bool IsSure(IReadOnlyList<DetectedFace> faces, SKBitmap picture) => Foremost(faces, picture)?.Score >= detector.Traits.SureScore;

    private static DetectedFace? Foremost(IReadOnlyList<DetectedFace> faces, SKBitmap picture) =>
        Prominence.Ranked(faces, picture.Width, picture.Height) is [var first, ..] ? first.Face : null;

    /// <summary>A face was found, and may be one of another orientation.</summary>
    private Sighting Turned(SKBitmap picture, IReadOnlyList<DetectedFace> faces, DetectedFace foremost)
    {
        var asItIs = Close(picture, foremost, 0);
        var others = Turns.Select(turn => (Turn: turn, Face: Close(picture, foremost, turn))).Where(other => other.Face is not null).ToArray();
        var best = Math.Max(asItIs?.Score ?? 0, others.Select(other => other.Face!.Value.Score).DefaultIfEmpty(0).Max());
        if (Math.Max(best, foremost.Score) < detector.Traits.LeastOfOrientations)
            return new Sighting(0, []);
        var bar = (Levelled(asItIs, 0)?.Score ?? 0) + detector.Traits.TurnMargin;
        var (right, shown) = (0, foremost);
        foreach (var (turn, face) in others)
        {
            if (Levelled(face, turn) is { } level && level.Score > bar)
                (right, shown, bar) = (turn, level, level.Score);
        }

        return right == 0 ? new Sighting(0, faces) : Whole(picture, (360 - right) % 360, shown);

        DetectedFace? Levelled(DetectedFace? face, int turn) => face is not { } found || found.Score < best - LevelMargin ? null :
            _level.IsLevel(found, turn) || found.Score >= detector.Traits.SureScore ? found : _level.Look(picture, found, turn, isCoarse: false) ?? found;
    }

    private DetectedFace? Close(SKBitmap picture, in DetectedFace face, int roll) => _level.Close(picture, face, roll);

    /// <summary>Nothing was found as the picture is.</summary>
    private Sighting Turned(SKBitmap picture, CancellationToken cancellationToken)
    {
        var best = new Sighting(0, []);
        foreach (var turn in Turns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var turned = QuarterTurn.Of(picture, turn);
            var faces = detector.Detect(turned);
            if (faces.Count > 0 && (best.Faces.Count == 0 || faces[0].Score > best.Faces[0].Score))
                best = new Sighting(turn, faces);
        }

        return best;
    }

    /// <summary>All faces of the picture once it is turned, the one that it was turned for among them.</summary>
    private Sighting Whole(SKBitmap picture, int turn, in DetectedFace shown)
    {
        using var turned = QuarterTurn.Of(picture, turn);
        var there = shown.On(QuarterTurn.Matrix(turn, picture.Width, picture.Height));
        var faces = detector.Detect(turned);
        return new Sighting(turn, faces.Any(face => NonMaximumSuppression.Overlap(face, there) > 0.3f) ? faces : [.. faces, there]);
    }
}
