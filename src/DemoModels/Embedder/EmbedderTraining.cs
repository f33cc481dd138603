using Mote.DemoModels.Faces;
using Mote.DemoModels.Networks;
using Mote.Recognition.Randomness;
using Mote.Recognition.Training;
using Mote.Vision.Alignment;
using Mote.Vision.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.DemoModels.Embedder;

/// <summary>Trains the demo embedder.</summary>
internal static class EmbedderTraining
{
    public const int Dimension = 64;
    public const string Input = "face";
    public const string Output = "embedding";

    /// <summary>The last feature map, [1, 128, 7, 7]; all behind it is affine.</summary>
    public const string Features = "features";

    private const int FeatureLayer = 4;
    private const float Scale = 24;
    private const float Margin = 0.2f;

    // A face is seen a little off its place each time, or it would be learnt by heart.
    private const int MostShift = 2;

    // The margin grows over the first part of the training, or it would find no way in.
    private const double MarginGrows = 0.4;

    public static TrainedModel Train(EmbedderExamples examples, int epochs, ulong seed, Action<int, double> report, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var network = Untrained(seed);
        var jitter = SeededRandom.Create(seed, 25);
        var loss = new ArcFaceLoss(examples.People, Dimension, Scale, SeededRandom.Create(seed, 24));
        new TrainingLoop(epochs, 3e-3, 2e-2).Run(
            [.. network.Parameters, .. loss.Parameters], examples.Faces.Count, seed,
            (batch, progress) =>
            {
                var margin = (float)(Margin * Math.Min(1, progress / MarginGrows));
                return loss.Of(network.Forward(examples.Faces.Jittered(batch, MostShift, jitter), isTraining: true), [.. batch.Select(i => (long)examples.Person[i])], margin);
            },
            report, cancellationToken);
        return network.Checked(Trained(network), examples.Faces);
    }

    public static TrainableNetwork Untrained(ulong seed)
    {
        var random = SeededRandom.Create(seed, 23);
        return new TrainableNetwork(
            new ConvolutionLayer(3, 16, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(16, 32, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(32, 64, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(64, 128, 3, 2, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(128, 128, 3, 1, 1, isDepthwise: false, isRectified: true, random),
            new ConvolutionLayer(128, 128, 7, 1, 0, isDepthwise: true, isRectified: false, random),
            new DenseLayer(128, Dimension, random));
    }

    public static LayeredNetwork Trained(TrainableNetwork network) => network.Trained(
        "mote-demo-embedder", Input, [3, AlignedFace.Edge, AlignedFace.Edge], Output, new Dictionary<int, string> { [FeatureLayer] = Features });
}
