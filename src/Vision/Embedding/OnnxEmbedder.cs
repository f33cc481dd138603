using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Alignment;
using Mote.Vision.Onnx;

namespace Mote.Vision.Embedding;

/// <summary>Embeds aligned faces. Thread-safe.</summary>
internal sealed class OnnxEmbedder : IDisposable
{
    private const int Plane = AlignedFace.Edge * AlignedFace.Edge;

    private static readonly long[] InputShape = [1, 3, AlignedFace.Edge, AlignedFace.Edge];

    private readonly OnnxModel _model;
    private readonly RunOptions _run = new();
    private readonly ConcurrentBag<float[]> _inputs = [];
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly float[][] _values;

    public OnnxEmbedder(OnnxModel model, EmbedderManifest manifest)
    {
        Require(model.Session.InputMetadata, manifest.Input, [3, AlignedFace.Edge, AlignedFace.Edge]);
        Require(model.Session.OutputMetadata, manifest.Output, [manifest.Dimension]);
        _model = model;
        Manifest = manifest;
        _inputNames = [manifest.Input];
        _outputNames = [manifest.Output];
        _values = [.. Enumerable.Range(0, 3).Select(plane =>
            Enumerable.Range(0, 256).Select(pixel => (pixel * manifest.Scale - manifest.Mean[plane]) / manifest.Deviation[plane]).ToArray())];
    }

    public EmbedderManifest Manifest { get; }

    public bool IsTrainedOnSyntheticFaces => SyntheticTraining.IsMarked(_model);

    /// <summary>The embedding as the model gives it.</summary>
    /// <param name="pixels">Of an aligned face: red, green, blue and one more for each pixel.</param>
    public float[] Embed(ReadOnlySpan<byte> pixels) => Run(pixels, _outputNames)[0];

    /// <summary>The same, and another output of the model in the same run.</summary>
    /// <param name="pixels">Of an aligned face: red, green, blue and one more for each pixel.</param>
    /// <param name="output">The name of the other output.</param>
    public (float[] Embedding, float[] Other) Embed(ReadOnlySpan<byte> pixels, string output)
    {
        var outputs = Run(pixels, [Manifest.Output, output]);
        return (outputs[0], outputs[1]);
    }

    private float[][] Run(ReadOnlySpan<byte> pixels, string[] outputNames)
    {
        var input = _inputs.TryTake(out var used) ? used : new float[3 * Plane];
        try
        {
            Fill(input, pixels);
            using var tensor = OrtValue.CreateTensorValueFromMemory(input, InputShape);
            using var outputs = _model.Session.Run(_run, _inputNames, [tensor], outputNames);
            return [.. outputs.Select(output => output.GetTensorDataAsSpan<float>().ToArray())];
        }
        finally
        {
            // Nothing of a photo outlives its reading.
            Array.Clear(input);
            _inputs.Add(input);
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _model.Dispose();
    }

    private void Fill(float[] input, ReadOnlySpan<byte> pixels)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var colour = Manifest.Colours == ColourOrder.Rgb ? plane : 2 - plane;
            var values = _values[plane];
            var to = input.AsSpan(plane * Plane, Plane);
            for (var i = 0; i < to.Length; i++)
                to[i] = values[pixels[4 * i + colour]];
        }
    }

    private static void Require(IReadOnlyDictionary<string, NodeMetadata> nodes, string name, int[] shape)
    {
        if (!nodes.TryGetValue(name, out var node))
            throw new ModelException($"The embedder has no '{name}', only {string.Join(", ", nodes.Keys)}: correct the manifest.");
        if (!node.Dimensions.TakeLast(shape.Length).SequenceEqual(shape))
            throw new ModelException($"The embedder's '{name}' has shape [{string.Join(", ", node.Dimensions)}], the manifest says [1, {string.Join(", ", shape)}]: correct the manifest.");
    }
}
