using Mote.Vision.Detection;

namespace Mote.Vision.Quality;

/// <summary>
/// How likely a face is the one the photo was taken of: its area, less the farther from the middle, squared over half
/// the diagonal so that a face at a corner counts nothing.
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
}
