using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Mote.Tests;
using Mote.Vision.Embedding;
using Mote.Vision.Explanation;
using Mote.Vision.Onnx;

namespace Mote.Vision.Tests.Explanation;

public sealed class AffineTailTests
{
    public static TheoryData<string, string, int> Embedders { get; } = new()
    {
        { "mobilefacenet.onnx", "/conv2/conv2.2/Clip_output_0", 512 },
        { "mote-demo-embedder.onnx", "features", 128 },
    };

    [Theory]
    [MemberData(nameof(Embedders))]
    public void Pull_OfAScoreOfTheEmbedding_EqualsItsDifferencesAtTheFeatureMap(string model, string map, int channels)
    {
        var path = PathOf(model);
        var file = File.ReadAllBytes(path);
        var output = EmbedderManifest.Of(path, OnnxModel.HashOf(file)).Output;
        Assert.Equal(map, LastMap(file, path));
        using var tail = OnnxModel.Open(map, OnnxGraph.Parse(file).Behind(map, [1, channels, 7, 7], output));
        long[] shape = [1, channels, 7, 7];
        var affine = Assert.IsType<AffineTail>(AffineTail.Of(tail, shape));
        Assert.Equal(channels * 49, affine.Inputs);

        var random = new Draws(1);
        for (var trial = 0; trial < 8; trial++)
        {
            // A score that bends as much as a normalised cosine does.
            var reference = random.Normal(affine.Outputs);
            var features = Array.ConvertAll(random.Normal(affine.Inputs), value => Math.Clamp(value, 0, 6));
            var along = random.Normal(affine.Inputs);
            var embedding = Answer(tail, shape, features);
            var gradient = affine.Pull(CosineGradient(embedding, reference));

            var (up, down) = (Cosine(Moved(1e-2f)), Cosine(Moved(-1e-2f)));
            var (expected, found) = ((up - down) / 2e-2, TensorPrimitives.Dot<float>(gradient, along));
            Assert.InRange(Math.Abs(expected - found), 0, 1e-3 * TensorPrimitives.Norm<float>(gradient));

            float[] Moved(float step) => Answer(tail, shape, [.. features.Zip(along, (value, change) => value + step * change)]);

            double Cosine(float[] vector) => vector.Zip(reference, (a, b) => (double)a * b).Sum() / Math.Sqrt(vector.Sum(a => (double)a * a) * reference.Sum(b => (double)b * b));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_ATailWithARectifier_IsNone(bool isRectified)
    {
        var weights = new Draws(2).Normal(4 * 18);
        using var tail = OnnxModel.Open("made", OnnxWriter.Write(new LayeredNetwork(
            "tail", "map", [2, 3, 3], "y", [new Dense(18, 4, weights, new float[] { 1, -2, 3, 0 }, isRectified)], new Dictionary<int, string>(), new Dictionary<string, string>())));

        var affine = AffineTail.Of(tail, [1, 2, 3, 3]);

        Assert.Equal(isRectified, affine is null);
        if (affine is not null)
            Assert.All(affine.Pull([0, 1, 0, 0]).Zip(weights[18..36]), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    private static string PathOf(string model) =>
        model.StartsWith("mote-", StringComparison.Ordinal) ? Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", model) : SharedData.Path($"models/{model}");

    /// <summary>The last map that the file itself says is spatial, found without running anything.</summary>
    private static string LastMap(byte[] file, string path)
    {
        var graph = OnnxGraph.Parse(file);
        string[] places = [.. graph.Bottlenecks(EmbedderManifest.Of(path, OnnxModel.HashOf(file)).Output).Take(16)];
        using var model = OnnxModel.Open(path, graph.Exposing(places));
        return places.First(place => model.Session.OutputMetadata[place].Dimensions is [_, _, > 1, > 1]);
    }

    private static float[] Answer(OnnxModel tail, long[] shape, float[] features)
    {
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(features, shape);
        using var outputs = tail.Session.Run(run, [tail.Session.InputNames[0]], [input], tail.Session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[] CosineGradient(float[] vector, float[] reference)
    {
        var (length, other) = (TensorPrimitives.Norm<float>(vector), TensorPrimitives.Norm<float>(reference));
        var cosine = TensorPrimitives.Dot<float>(vector, reference) / (length * other);
        return [.. vector.Zip(reference, (a, b) => b / (length * other) - cosine * a / (length * length))];
    }
}
