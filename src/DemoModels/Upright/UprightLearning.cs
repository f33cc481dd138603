using MathNet.Numerics.LinearAlgebra;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Vision.Detection;
using Mote.Vision.Finding;
using Mote.Vision.Photos;
using SkiaSharp;

namespace Mote.DemoModels.Upright;

/// <summary>Learns what tells an upright drawn face from any other crop that the demo detector may cut: least squares of 1 and -1, with a ridge.</summary>
internal static class UprightLearning
{
    private const int People = 2500;
    private const double Ridge = 0.1;

    private static readonly int[] Turns = [0, 90, 180, 270];

    // Crops beside a face, as shares of the frame: middle and size.
    private static readonly (float X, float Y, float Size)[] Beside = [(0.15f, 0.2f, 0.3f), (0.85f, 0.8f, 0.35f), (0.5f, 0.95f, 0.5f), (0.3f, 0.5f, 0.9f), (0.5f, 0.15f, 0.6f)];

    public static byte[] Learn(IFaceDetector detector, CancellationToken cancellationToken)
    {
        List<float[]> crops = [];
        List<double> answers = [];
        for (var number = 0; number < People; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var photo = PhotoDecoder.Decode(PortraitStudio.Take(Person.Of(Populations.Detector, number), 0).Jpeg, new PhotoBounds(), out _)!;
            foreach (var turn in Turns)
            {
                using var turned = QuarterTurn.Of(photo, turn);
                foreach (var face in detector.Detect(turned))
                    Add(turned, face.Landmarks, turn == 0 ? 1 : -1);
            }

            var (x, y, size) = Beside[number % Beside.Length];
            Add(photo, Placed(x * photo.Width, y * photo.Height, size * photo.Width / 112), -1);
        }

        // Each answer counts as much as the other.
        var positives = answers.Count(answer => answer > 0);
        var weights = Vector<double>.Build.Dense(answers.Count, i => Math.Sqrt(0.5 / (answers[i] > 0 ? positives : answers.Count - positives) * answers.Count));
        var rows = Matrix<double>.Build.Dense(crops.Count, crops[0].Length + 1, (row, column) => weights[row] * (column < crops[row].Length ? crops[row][column] : 1));
        var target = Vector<double>.Build.Dense(answers.Count, i => weights[i] * answers[i]);
        var normal = rows.TransposeThisAndMultiply(rows) + Matrix<double>.Build.DenseIdentity(rows.ColumnCount) * Ridge;
        var learnt = normal.Cholesky().Solve(rows.TransposeThisAndMultiply(target));
        return [.. learnt.SelectMany(value => BitConverter.GetBytes((float)value))];

        void Add(SKBitmap picture, FaceLandmarks landmarks, double answer)
        {
            var cells = new float[UprightLook.Edge * UprightLook.Edge];
            UprightLook.Cells(picture, landmarks, cells);
            crops.Add(cells);
            answers.Add(answer);
        }
    }

    private static FaceLandmarks Placed(float x, float y, float scale)
    {
        return new FaceLandmarks(At(38, 52), At(74, 52), At(56, 72), At(42, 92), At(71, 92));

        LandmarkPoint At(float column, float row) => new(x + (column - 56) * scale, y + (row - 56) * scale);
    }
}
