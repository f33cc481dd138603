using Mote.Vision.Alignment;
using Mote.Vision.Detection;

namespace Mote.Vision.Quality;

/// <summary>Measures a face on the photo and on its aligned crop.</summary>
internal static class FaceMeasurement
{
    private const int Edge = AlignedFace.Edge;

    // A face in even light deviates by so many grey levels.
    private const double OrdinaryDeviation = 45;

    // What rounding to whole levels adds to the variance of a Laplacian: 20 times a twelfth.
    private const double Rounding = 20 / 12.0;

    /// <param name="face">The face.</param>
    /// <param name="aligned">Its crop, in the light of the photo.</param>
    /// <param name="scale">Pixels of the picture that the face was found on for one of the photo.</param>
    public static FaceQuality Of(DetectedFace face, AlignedFace aligned, float scale = 1)
    {
        Span<float> luminance = stackalloc float[Edge * Edge];
        var (sum, squares) = (0.0, 0.0);
        var pixels = aligned.Pixels;
        for (var i = 0; i < luminance.Length; i++)
        {
            // ITU-R BT.601
            luminance[i] = 0.299f * pixels[4 * i] + 0.587f * pixels[4 * i + 1] + 0.114f * pixels[4 * i + 2];
            sum += luminance[i];
            squares += luminance[i] * luminance[i];
        }

        var mean = sum / luminance.Length;
        return new FaceQuality(face.Width / scale, Sharpness(luminance, squares / luminance.Length - mean * mean), mean, Turn(face.Landmarks), Tone.Of(aligned.Bitmap).Contrast);
    }

    /// <summary>The variance of the Laplacian falls with the square of contrast: what a dim face lacks of it is no blur.</summary>
    private static double Sharpness(ReadOnlySpan<float> luminance, double variance)
    {
        var laplacian = LaplacianVariance(luminance);
        var dimness = OrdinaryDeviation * OrdinaryDeviation / Math.Max(1, variance);
        return dimness <= 1 ? laplacian : Math.Max(laplacian, (laplacian - Rounding) * dimness);
    }

    private static double LaplacianVariance(ReadOnlySpan<float> luminance)
    {
        double sum = 0, squares = 0;
        const int Count = (Edge - 2) * (Edge - 2);
        for (var y = 1; y < Edge - 1; y++)
        {
            for (var x = 1; x < Edge - 1; x++)
            {
                var at = y * Edge + x;
                var value = luminance[at - 1] + luminance[at + 1] + luminance[at - Edge] + luminance[at + Edge] - 4 * luminance[at];
                sum += value;
                squares += value * value;
            }
        }

        return squares / Count - sum / Count * (sum / Count);
    }

    private static double Turn(FaceLandmarks landmarks)
    {
        var (ex, ey) = (landmarks.LeftEye.X - landmarks.RightEye.X, landmarks.LeftEye.Y - landmarks.RightEye.Y);
        var (nx, ny) = (landmarks.Nose.X - (landmarks.LeftEye.X + landmarks.RightEye.X) / 2, landmarks.Nose.Y - (landmarks.LeftEye.Y + landmarks.RightEye.Y) / 2);
        var squared = ex * ex + ey * ey;
        return squared == 0 ? double.PositiveInfinity : Math.Abs(nx * ex + ny * ey) / squared * 2;
    }
}
