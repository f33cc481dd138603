using System.Numerics.Tensors;
using MathNet.Numerics.Random;
using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Onnx;

namespace Mote.Vision.Explanation;

/// <summary>
/// What an embedder does behind its last feature map, where that is affine: <c>y = J a + b</c>, as in every ArcFace-like
/// tail at inference (batch norm, flatten, convolutions, fully connected layers). Immutable and thread-safe.
/// </summary>
internal sealed class AffineTail
{
    // A power of two is exact, and large enough that what is added in the tail does not drown a column.
    private const float Step = 64;

    // Of single-precision sums of some ten thousand terms.
    private const float Tolerance = 1e-3f;

    private const int Trials = 4;

    private readonly float[] _jacobian;

    private AffineTail(float[] jacobian, int inputs) => (_jacobian, Inputs) = (jacobian, inputs);

    /// <summary>Values of the feature map.</summary>
    public int Inputs { get; }

    /// <summary>Values of the embedding.</summary>
    public int Outputs => _jacobian.Length / Inputs;

    /// <summary>Checks with random feature maps that a tail is affine, and reads its Jacobian column by column.</summary>
    /// <param name="tail">A model of one input and one output.</param>
    /// <param name="shape">The shape of its input.</param>
    /// <returns>Null where it is not affine.</returns>
    public static AffineTail? Of(OnnxModel tail, long[] shape)
    {
        var inputs = (int)shape.Aggregate(1L, (product, edge) => product * edge);
        using var run = new RunOptions();
        var random = new Xoshiro256StarStar(1);
        var features = new float[inputs];
        using var input = OrtValue.CreateTensorValueFromMemory(features, shape);
        string[] inputNames = [tail.Session.InputNames[0]], outputNames = [tail.Session.OutputNames[0]];

        var offset = Answer();
        if (!IsAffine())
            return null;

        var jacobian = new float[offset.Length * inputs];
        Array.Clear(features);
        for (var column = 0; column < inputs; column++)
        {
            features[column] = Step;
            var answer = Answer();
            features[column] = 0;
            for (var row = 0; row < answer.Length; row++)
                jacobian[row * inputs + column] = (answer[row] - offset[row]) / Step;
        }

        // The columns were read at a size of their own: they must give what the tail gives at another.
        var whole = new AffineTail(jacobian, inputs);
        Draw(1).CopyTo(features, 0);
        float[] predicted = [.. offset.Select((value, row) => value + TensorPrimitives.Dot(jacobian.AsSpan(row * inputs, inputs), features))];
        return IsNear(predicted, Answer()) ? whole : null;

        float[] Answer()
        {
            using var outputs = tail.Session.Run(run, inputNames, [input], outputNames);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }

        bool IsAffine()
        {
            for (var trial = 0; trial < Trials; trial++)
            {
                // Of both signs and several sizes, or a rectifier would not show.
                var size = MathF.Pow(4, trial - 1);
                float[] one = Draw(size), other = Draw(size);
                var (atOne, atOther) = (AnswerTo(one), AnswerTo(other));
                foreach (var share in new[] { 0.5f, -1f, 3f })
                {
                    var between = AnswerTo([.. one.Zip(other, (a, b) => share * a + (1 - share) * b)]);
                    if (!IsNear([.. atOne.Zip(atOther, (a, b) => share * a + (1 - share) * b)], between))
                        return false;
                }
            }

            return true;

            float[] AnswerTo(float[] values)
            {
                values.CopyTo(features, 0);
                return Answer();
            }
        }

        float[] Draw(float size) => [.. Enumerable.Range(0, inputs).Select(_ => size * (float)(2 * random.NextDouble() - 1))];

        static bool IsNear(float[] expected, float[] answer) =>
            TensorPrimitives.Distance<float>(expected, answer) <= Tolerance * Math.Max(TensorPrimitives.Norm<float>(expected), TensorPrimitives.Norm<float>(answer));
    }

    /// <summary>The vector-Jacobian product: the gradient by the feature map of what has this gradient by the embedding.</summary>
    /// <param name="gradient">One value an output.</param>
    /// <returns>One value an input.</returns>
    public float[] Pull(ReadOnlySpan<float> gradient)
    {
        var pulled = new float[Inputs];
        for (var row = 0; row < gradient.Length; row++)
            TensorPrimitives.MultiplyAdd(_jacobian.AsSpan(row * Inputs, Inputs), gradient[row], pulled, pulled);
        return pulled;
    }
}
