using MathNet.Numerics.Random;
using Mote.DemoModels.Detector;
using Mote.DemoModels.Embedder;
using Mote.DemoModels.Faces;
using Mote.DemoModels.Networks;
using Mote.Portraits.People;
using Mote.Recognition.Randomness;
using Mote.Recognition.Training;
using Mote.Vision.Alignment;
using Mote.Vision.Onnx;
using TorchSharp;

namespace Mote.DemoModels.Tests;

public sealed class ExportTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Export_ATrainedEmbedder_AnswersAsTorchSharpDid()
    {
        TorchLibrary.Require();
        using var scope = torch.NewDisposeScope();
        // Noise will do: batch statistics move away from where they start, and that is what folding must get right.
        var faces = new FaceSet(AlignedFace.Edge, [.. Enumerable.Range(0, 128).Select(i => SeededRandom.Create((ulong)i).NextBytes(3 * AlignedFace.Edge * AlignedFace.Edge))]);
        var model = EmbedderTraining.Train(new EmbedderExamples(faces, [.. Enumerable.Range(0, 128).Select(i => i % 8)], 8), 2, 1, (_, _) => { }, Cancelled);

        model.Export(out var difference);
        Assert.InRange(difference, 0, 1e-4f);
        Assert.NotEqual(0, difference);
    }

    [Fact]
    public void Export_AFileThatAnswersOtherwise_IsRefused()
    {
        TorchLibrary.Require();
        using var scope = torch.NewDisposeScope();
        var network = DetectorTraining.Untrained(1);
        var pictures = new FaceSet(96, [.. Enumerable.Range(0, 2).Select(i => SeededRandom.Create((ulong)i).NextBytes(3 * 96 * 96))]);
        var model = network.Checked(DetectorTraining.Trained(network), pictures);
        var wrong = model with { Answers = [.. model.Answers.Select(answer => answer + 0.01f)] };
        Assert.Contains("differ by", Assert.Throws<InvalidOperationException>(() => wrong.Export(out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ADetectorOnFewPortraits_LosesLessAndLess()
    {
        TorchLibrary.Require();
        List<double> losses = [];
        var examples = DetectorExamples.Of(Populations.Detector, 256, Cancelled);
        DetectorTraining.Train(examples, 6, 1, (_, loss) => losses.Add(loss), Cancelled);
        Assert.Equal(6, losses.Count);
        Assert.True(losses[^1] < losses[0] / 2, string.Join(", ", losses));
        Assert.Equal(32, examples.Landmarks.Count(landmarks => landmarks is null));
    }

    [Fact]
    public void Train_Cancelled_Stops()
    {
        TorchLibrary.Require();
        var examples = DetectorExamples.Of(Populations.Detector, 128, Cancelled);
        Assert.Throws<OperationCanceledException>(() => DetectorTraining.Train(examples, 6, 1, (_, _) => { }, new CancellationToken(true)));
    }

    [Fact]
    public void ArcFace_WithoutAMargin_IsCrossEntropyOfScaledCosines_AndAMarginCostsMore()
    {
        TorchLibrary.Require();
        using var scope = torch.NewDisposeScope();
        var loss = new ArcFaceLoss(3, 2, 10, SeededRandom.Create(5));
        var directions = loss.Parameters.Single().data<float>().ToArray();
        var embeddings = TensorMemory.Copy([3, 4, -1, 2], 2, 2);
        long[] people = [0, 2];

        var expected = 0.0;
        foreach (var (row, person) in people.Index())
        {
            var (x, y) = row == 0 ? (0.6, 0.8) : (-1 / Math.Sqrt(5), 2 / Math.Sqrt(5));
            var logits = Enumerable.Range(0, 3).Select(i => 10 * 0.9999 * (x * directions[2 * i] + y * directions[2 * i + 1]) / Math.Sqrt(Math.Pow(directions[2 * i], 2) + Math.Pow(directions[2 * i + 1], 2))).ToArray();
            expected += (Math.Log(logits.Sum(Math.Exp)) - logits[person]) / 2;
        }

        Assert.Equal(expected, loss.Of(embeddings, people, 0).item<float>(), 4);
        Assert.True(loss.Of(embeddings, people, 0.3f).item<float>() > expected);
    }

    [Fact]
    public void BatchNormalisation_Folded_IsTheSameAffineMap()
    {
        TorchLibrary.Require();
        using var scope = torch.NewDisposeScope();
        var layer = new DenseLayer(3, 2, SeededRandom.Create(3));
        for (var i = 0; i < 20; i++)
            layer.Forward(TensorMemory.Copy([.. Enumerable.Range(0, 12).Select(value => (float)Math.Sin(value * 1.7 + i))], 4, 3), isTraining: true);

        var dense = Assert.IsType<Dense>(layer.Trained());
        float[] input = [0.3f, -1.2f, 2];
        var expected = layer.Forward(TensorMemory.Copy(input, 1, 3), isTraining: false).data<float>().ToArray();
        for (var output = 0; output < 2; output++)
            Assert.Equal(expected[output], dense.Biases.Span[output] + Enumerable.Range(0, 3).Sum(i => dense.Weights.Span[output * 3 + i] * input[i]), 4);
    }

    [Fact]
    public void Jittered_Pictures_AreShiftedWholeAndDarkAtTheEdge()
    {
        TorchLibrary.Require();
        using var scope = torch.NewDisposeScope();
        // Every pixel differs from every other, over all planes.
        var pictures = new FaceSet(4, [[.. Enumerable.Range(1, 48).Select(value => (byte)value)]]);
        var straight = pictures.Tensor([0]).data<float>().ToArray();
        var random = SeededRandom.Create(1);
        for (var draw = 0; draw < 30; draw++)
        {
            var shifted = pictures.Jittered([0], 2, random).data<float>().ToArray();
            Assert.Contains(
                from x in Enumerable.Range(-2, 5)
                from y in Enumerable.Range(-2, 5)
                select (x, y),
                shift => Enumerable.Range(0, 48).All(i => shifted[i] == At(i / 16, i / 4 % 4 - shift.y, i % 4 - shift.x)));
        }

        float At(int plane, int y, int x) => y is < 0 or > 3 || x is < 0 or > 3 ? 0 : straight[plane * 16 + y * 4 + x];
    }
}
