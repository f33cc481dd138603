using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Onnx;
using Mote.Vision.Onnx.Format;

namespace Mote.Vision.Tests.Onnx;

public sealed class OnnxGraphTests
{
    private static readonly string DemoEmbedder = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", "mote-demo-embedder.onnx");

    private static readonly float[] Picture = [.. Enumerable.Range(0, 16).Select(i => i % 5 - 1.5f)];

    [Fact]
    public void Bottlenecks_LayersInARow_AreAllOfThemFromTheBack() =>
        Assert.Equal(["y.flat", "inner", "inner.linear"], OnnxGraph.Parse(InARow()).Bottlenecks("y"));

    [Fact]
    public void Bottlenecks_AWayAround_IsNone()
    {
        var model = ModelProto.Parser.ParseFrom(InARow());
        // The input is added back at the end, past every layer.
        model.Graph.Node[^1].Output[0] = "before";
        model.Graph.Node.Add(new NodeProto { OpType = "ReduceSum", Input = { "x" }, Output = { "around" } });
        model.Graph.Node.Add(new NodeProto { OpType = "Add", Input = { "before", "around" }, Output = { "sum" } });
        model.Graph.Node.Add(new NodeProto { OpType = "Relu", Input = { "sum" }, Output = { "y" } });

        Assert.Equal(["sum"], OnnxGraph.Parse(model.ToByteArray()).Bottlenecks("y"));
    }

    [Fact]
    public void ExposingAndBehind_PutTogether_GiveWhatTheWholeGives()
    {
        var graph = OnnxGraph.Parse(InARow());
        var whole = Run(InARow(), "x", [1, 1, 4, 4], Picture)["y"];

        var exposed = Run(graph.Exposing(["inner"]), "x", [1, 1, 4, 4], Picture);
        Assert.Equal(whole, exposed["y"]);
        Assert.Equal(2 * 3 * 3, exposed["inner"].Length);
        var tail = Run(graph.Behind("inner", [1, 2, 3, 3], "y"), "inner", [1, 2, 3, 3], exposed["inner"]);
        Assert.Equal(whole, Assert.Single(tail).Value);
    }

    [Fact]
    public void Exposing_WhatIsAnOutputAlready_ChangesNothing() =>
        Assert.Equal(InARow(), OnnxGraph.Parse(InARow()).Exposing(["y"]));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DemoEmbedder_WithOrWithoutShapes_IsCutAtItsFeatureMap(bool withShapes)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(DemoEmbedder));
        if (!withShapes)
        {
            model.Graph.ValueInfo.Clear();
            model.Graph.Output.RemoveAt(1);
        }

        var graph = OnnxGraph.Parse(model.ToByteArray());
        Assert.Contains("features", graph.Bottlenecks("embedding").Take(3));
        float[] face = [.. Enumerable.Range(0, 3 * 112 * 112).Select(i => i * 7 % 255 / 127.5f - 1)];
        var outputs = Run(graph.Exposing(["features"]), "face", [1, 3, 112, 112], face);
        var tail = Run(graph.Behind("features", [1, 128, 7, 7], "embedding"), "features", [1, 128, 7, 7], outputs["features"]);
        Assert.All(outputs["embedding"].Zip(tail["embedding"]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.InRange(graph.Behind("features", [1, 128, 7, 7], "embedding").Length, 1, new FileInfo(DemoEmbedder).Length - 1);
    }

    [Fact]
    public void Behind_WeightsListedAsInputs_StayWeights()
    {
        var model = ModelProto.Parser.ParseFrom(InARow());
        // As files did before version 4 of the format.
        foreach (var weights in model.Graph.Initializer)
            model.Graph.Input.Add(new ValueInfoProto { Name = weights.Name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } });

        var graph = OnnxGraph.Parse(model.ToByteArray());
        Assert.Equal(["y.flat", "inner", "inner.linear"], graph.Bottlenecks("y"));
        Assert.NotEmpty(Run(graph.Behind("inner", [1, 2, 3, 3], "y"), "inner", [1, 2, 3, 3], new float[18]));
    }

    [Fact]
    public void Behind_ANodeWithAGraphOfItsOwn_IsRefused()
    {
        var model = ModelProto.Parser.ParseFrom(InARow());
        model.Graph.Node[^1].Attribute.Add(new AttributeProto { Name = "body", G = new GraphProto(), Type = AttributeProto.Types.AttributeType.Graph });
        Assert.Throws<InvalidDataException>(() => OnnxGraph.Parse(model.ToByteArray()).Behind("inner", [1, 2, 3, 3], "y"));
    }

    [Fact]
    public void Parse_NoModel_IsRefused()
    {
        Assert.Throws<InvalidDataException>(() => OnnxGraph.Parse("no model at all"u8));
        Assert.Throws<InvalidDataException>(() => OnnxGraph.Parse([]));
        Assert.Throws<InvalidDataException>(() => OnnxGraph.Parse(InARow().AsSpan(0, 40)));
    }

    /// <summary>A convolution of one channel into two of 3 x 3, and a dense layer of two values.</summary>
    private static byte[] InARow()
    {
        var model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(new LayeredNetwork(
            "row", "x", [1, 4, 4], "y",
            [
                new Convolution(1, 2, 2, 1, 0, 1, new float[] { 1, -2, 3, 0.5f, -1, 1, 2, -0.5f }, new float[] { 0.1f, -0.2f }, IsRectified: true),
                new Dense(18, 2, Enumerable.Range(0, 36).Select(i => i % 7 - 3f).ToArray(), new float[] { 1, 2 }, IsRectified: false),
            ],
            new Dictionary<int, string> { [0] = "inner" },
            new Dictionary<string, string>())));
        // Named, and yet no output.
        model.Graph.Output.RemoveAt(1);
        return model.ToByteArray();
    }

    private static Dictionary<string, float[]> Run(byte[] file, string input, long[] shape, float[] values)
    {
        using var session = new InferenceSession(file);
        using var run = new RunOptions();
        using var tensor = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var outputs = session.Run(run, [input], [tensor], session.OutputNames);
        return session.OutputNames.Zip(outputs).ToDictionary(output => output.First, output => output.Second.GetTensorDataAsSpan<float>().ToArray());
    }
}
