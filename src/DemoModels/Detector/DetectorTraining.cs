using Mote.DemoModels.Faces;
using Mote.DemoModels.Networks;
using Mote.Recognition.Randomness;
using Mote.Recognition.Training;
using Mote.Vision.Detection;
using Mote.Vision.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.DemoModels.Detector;

/// <summary>Trains the demo detector: is there a face, and where are its five points?</summary>
internal static class DetectorTraining
{
    private const int Edge = LandmarkRegressor.Edge;
    private const int Values = LandmarkRegressor.Values;

    // Points are shares of the frame, so their squared errors are small beside the other term.
    private const float PointWeight = 300;

    public static TrainedModel Train(DetectorExamples examples, int epochs, ulong seed, Action<int, double> report, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var network = Untrained(seed);
        var weights = TensorMemory.Copy([1, PointWeight], 2);
        new TrainingLoop(epochs, 5e-3, 1e-2).Run(
            network.Parameters, examples.Pictures.Count, seed,
            (batch, _) =>
            {
                var (pictures, faces, points, isFace) = Batch(examples, batch);
                var answers = network.Forward(pictures, isTraining: true);
                var presence = nn.functional.binary_cross_entropy_with_logits(answers.narrow(1, 0, 1), faces);
                // Pictures without a face have no points to miss.
                var distance = nn.functional.mse_loss(answers.narrow(1, 1, Values - 1) * isFace, points);
                return (stack([presence, distance]) * weights).sum();
            },
            report, cancellationToken);
        return network.Checked(Trained(network), examples.Pictures);
    }

    public static TrainableNetwork Untrained(ulong seed)
    {
        var random = SeededRandom.Create(seed, 22);
        return new TrainableNetwork(
            new ConvolutionLayer(3, 16, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(16, 32, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(32, 64, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(64, 64, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(64, 128, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(128, 128, 3, 1, 1, isDepthwise: false, isRectified: true, random),
            new OutputLayer(128 * 3 * 3, Values));
    }

    public static LayeredNetwork Trained(TrainableNetwork network) =>
        network.Trained("mote-demo-detector", LandmarkRegressor.Input, [3, Edge, Edge], LandmarkRegressor.Output);

    private static (Tensor Pictures, Tensor Faces, Tensor Points, Tensor IsFace) Batch(DetectorExamples examples, int[] batch)
    {
        var (faces, points) = (new float[batch.Length], new float[batch.Length * (Values - 1)]);
        for (var i = 0; i < batch.Length; i++)
        {
            if (examples.Landmarks[batch[i]] is not { } landmarks)
                continue;
            faces[i] = 1;
            for (var point = 0; point < 5; point++)
                (points[i * 10 + 2 * point], points[i * 10 + 2 * point + 1]) = (landmarks[point].X, landmarks[point].Y);
        }

        var isFace = TensorMemory.Copy(faces, batch.Length, 1);
        return (examples.Pictures.Tensor(batch), isFace, TensorMemory.Copy(points, batch.Length, Values - 1), isFace);
    }
}
