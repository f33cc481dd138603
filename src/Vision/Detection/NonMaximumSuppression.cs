namespace Mote.Vision.Detection;

/// <summary>Keeps the surest of boxes that cover each other.</summary>
internal static class NonMaximumSuppression
{
    /// <param name="faces">Any number of faces, in any order.</param>
    /// <param name="mostOverlap">Faces with a larger intersection over union count as one.</param>
    /// <returns>The faces kept, the surest first.</returns>
    public static List<DetectedFace> Apply(IEnumerable<DetectedFace> faces, float mostOverlap)
    {
        List<DetectedFace> kept = [];
        foreach (var face in faces.OrderByDescending(face => face.Score))
        {
            if (kept.TrueForAll(other => Overlap(face, other) <= mostOverlap))
                kept.Add(face);
        }

        return kept;
    }

    /// <summary>Intersection over union.</summary>
    public static float Overlap(in DetectedFace one, in DetectedFace other)
    {
        var width = Math.Min(one.Left + one.Width, other.Left + other.Width) - Math.Max(one.Left, other.Left);
        var height = Math.Min(one.Top + one.Height, other.Top + other.Height) - Math.Max(one.Top, other.Top);
        if (width <= 0 || height <= 0)
            return 0;
        var shared = width * height;
        return shared / (one.Area + other.Area - shared);
    }
}
