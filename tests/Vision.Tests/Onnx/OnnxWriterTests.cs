using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Onnx;

namespace Mote.Vision.Tests.Onnx;

public sealed class OnnxWriterTests
{
    private static readonly Dictionary<string, string> Metadata = new() { ["made-by"] = "a test" };

    [Fact]
    public void Write_ConvolutionAndDense_GiveWhatPlainArithmeticGives()
    {
        // One channel of 3 x 3; a 2 x 2 kernel of stride 1 gives 2 x 2, a dense layer one value.
        var network = new LayeredNetwork(
            "plain", "x", [1, 3, 3], "y",
            [
                new Convolution(1, 1, 2, 1, 0, 1, new float[] { 1, 2, 3, 4 }, new float[] { -30 }, IsRectified: true),
                new Dense(4, 1, new float[] { 1, 10, 100, 1000 }, new float[] { 0.5f }, IsRectified: false),
            ],
            new Dictionary<int, string> { [0] = "inner" }, Metadata);

        var outputs = Run(OnnxWriter.Write(network), "x", [1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]);

        // 1*1 + 2*2 + 3*4 + 4*5 = 37 and so on: 37, 47, 67, 77, each less 30.
        Assert.Equal([7, 17, 37, 47], outputs["inner"]);
        Assert.Equal([7 + 170 + 3700 + 47000 + 0.5f], outputs["y"]);
    }

    [Fact]
    public void Write_DepthwiseWithStrideAndPadding_KeepsChannelsApart()
    {
        var network = new LayeredNetwork(
            "depthwise", "x", [2, 2, 2], "y",
            [
                new Convolution(2, 2, 3, 2, 1, 2, Enumerable.Repeat(1f, 9).Concat(Enumerable.Repeat(2f, 9)).ToArray(), new float[] { 0, 1 }, IsRectified: false),
                new Dense(2, 2, new float[] { 1, 0, 0, 1 }, new float[] { 0, 0 }, IsRectified: true),
            ],
            new Dictionary<int, string>(), Metadata);

        var outputs = Run(OnnxWriter.Write(network), "x", [1, 2, 2, 2], [1, 2, 3, 4, -1, -2, -3, -4]);

        // Zeros around: the sum of a channel; the second, 2 * -10 + 1, is rectified.
        Assert.Equal([10, 0], outputs["y"]);
    }

    [Fact]
    public void Write_SameNetwork_IsTheSameBytes_AndSaysWhatItIs()
    {
        var network = Small(new float[] { 1, 2 });
        Assert.Equal(OnnxWriter.Write(network), OnnxWriter.Write(Small(new float[] { 1, 2 })));
        using var session = new InferenceSession(OnnxWriter.Write(network));
        Assert.Equal("a test", session.ModelMetadata.CustomMetadataMap["made-by"]);
        Assert.Equal(("Mote", "small"), (session.ModelMetadata.ProducerName, session.ModelMetadata.GraphName));
    }

    [Fact]
    public void Write_WeightsThatDoNotFill_NameTheLayer() =>
        Assert.Contains("'y.weights' holds 3 values, its shape 2", Assert.Throws<ArgumentException>(() => OnnxWriter.Write(Small(new float[] { 1, 2, 3 }))).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_LayersThatDoNotJoin_AreRefused()
    {
        var convolution = new Convolution(3, 1, 1, 1, 0, 1, new float[3], new float[1], IsRectified: false);
        Assert.Contains("takes 3 channels", Refusal([convolution]), StringComparison.Ordinal);
        Assert.Contains("takes 5 values", Refusal([new Dense(5, 1, new float[5], new float[1], IsRectified: false)]), StringComparison.Ordinal);

        static string Refusal(Layer[] layers) =>
            Assert.Throws<ArgumentException>(() => OnnxWriter.Write(new LayeredNetwork("bad", "x", [2, 1, 1], "y", layers, new Dictionary<int, string>(), Metadata))).Message;
    }

    private static LayeredNetwork Small(float[] weights) => new(
        "small", "x", [2, 1, 1], "y", [new Dense(2, 1, weights, new float[1], IsRectified: false)], new Dictionary<int, string>(), Metadata);

    private static Dictionary<string, float[]> Run(byte[] file, string input, long[] shape, float[] values)
    {
        using var session = new InferenceSession(file);
        using var run = new RunOptions();
        using var tensor = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var outputs = session.Run(run, [input], [tensor], session.OutputNames);
        return session.OutputNames.Zip(outputs).ToDictionary(output => output.First, output => output.Second.GetTensorDataAsSpan<float>().ToArray());
    }
}
