using Mote.Vision.Detection;

namespace Mote.Vision.Quality;

/// <summary>
/// How likely a face is the one the photo was taken of: its area, less the farther from the middle, squared over half
/// the diagonal so that a face at a corner counts nothing; on a photo much larger than its faces squared over a few faces.
/// </summary>
public static class Prominence
{
    /// <summary>The prominence of a face, comparable within one photo.</summary>
    /// <param name="face">The face.</param>
    /// <param name="width">Width of the photo.</param>
    /// <param name="height">Height of the photo.</param>
    public static double Of(in DetectedFace face, int width, int height)
    {
        var (dx, dy) = (face.Left + face.Width / 2 - width / 2.0, face.Top + face.Height / 2 - height / 2.0);
        var centrality = Math.Max(0, 1 - 2 * Math.Sqrt((dx * dx + dy * dy) / ((double)width * width + (double)height * height)));
        return face.Area * centrality * centrality;
    }

    // How far the middle of a large photo reaches, in widths of its largest face, and what a face beyond it counts.
    private const double ReachInFaces = 2.5;
    private const double LeastCentrality = 0.05;

    /// <summary>The faces of a photo with their prominence, the most prominent first.</summary>
    internal static (DetectedFace Face, double Prominence)[] Ranked(IReadOnlyList<DetectedFace> faces, int width, int height)
    {
        var reach = faces.Count == 0 ? 0 : ReachInFaces * faces.Max(face => face.Width);
        return [.. faces
            .Select(face => (face, 4 * reach < Math.Sqrt((double)width * width + (double)height * height) ? Within(face, reach) : Of(face, width, height)))
            .OrderByDescending(face => face.Item2)];

        double Within(DetectedFace face, double most)
        {
            var (dx, dy) = (face.Left + face.Width / 2 - width / 2.0, face.Top + face.Height / 2 - height / 2.0);
            var centrality = Math.Max(LeastCentrality, 1 - Math.Sqrt(dx * dx + dy * dy) / most);
            return face.Area * centrality * centrality;
        }
    }
}
