using Mote.Vision.Alignment;
using Mote.Vision.Detection;

namespace Mote.Vision.Quality;

/// <summary>Measures a face on the photo and on its aligned crop.</summary>
internal static class FaceMeasurement
{
    private const int Edge = AlignedFace.Edge;

    public static FaceQuality Of(DetectedFace face, AlignedFace aligned)
    {
        Span<float> luminance = stackalloc float[Edge * Edge];
        var sum = 0f;
        var pixels = aligned.Pixels;
        for (var i = 0; i < luminance.Length; i++)
        {
            // ITU-R BT.601
            luminance[i] = 0.299f * pixels[4 * i] + 0.587f * pixels[4 * i + 1] + 0.114f * pixels[4 * i + 2];
            sum += luminance[i];
        }

        return new FaceQuality(face.Width, LaplacianVariance(luminance), sum / luminance.Length, Turn(face.Landmarks));
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
