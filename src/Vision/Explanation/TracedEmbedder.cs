using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Alignment;
using Mote.Vision.Embedding;
using Mote.Vision.Onnx;

namespace Mote.Vision.Explanation;

/// <summary>
/// An embedder whose last feature map can be seen, and the affine tail behind it; for any other embedder, the embedder
/// itself and occlusion. Thread-safe.
/// </summary>
internal sealed class TracedEmbedder : IDisposable
{
    // Tails end in a handful of nodes; a feature map further away has no affine tail.
    private const int MostNodesBehind = 32;

    private const byte Grey = 128;

    // The tail of an embedder is always the same: read once a process, however many pipelines use it.
    private static readonly ConcurrentDictionary<(string Sha256, string Output), Lazy<Tail?>> Tails = new();

    private readonly OnnxEmbedder _embedder;
    private readonly OnnxEmbedder? _showing;
    private readonly Tail? _tail;
    private readonly float[]? _plain;

    /// <summary>Reads the embedder's file again, since only explanations need it.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="embedder">The embedder as it was loaded; not disposed of.</param>
    public TracedEmbedder(string path, OnnxEmbedder embedder)
    {
        _embedder = embedder;
        var manifest = embedder.Manifest;
        try
        {
            var file = File.ReadAllBytes(path);
            if (OnnxModel.HashOf(file) != manifest.Sha256)
                return;
            var graph = OnnxGraph.Parse(file);
            _tail = Tails.GetOrAdd((manifest.Sha256, manifest.Output), _ => new Lazy<Tail?>(() => TailOf(graph, manifest))).Value;
            if (_tail is null)
                return;
            _showing = new OnnxEmbedder(OnnxModel.Open(path, graph.Exposing([_tail.Map])), manifest);
            var grey = new byte[4 * AlignedFace.Edge * AlignedFace.Edge];
            Array.Fill(grey, Grey);
            _plain = _showing.Embed(grey, _tail.Map).Other;
        }
        catch (Exception strange) when (strange is IOException or UnauthorizedAccessException or InvalidDataException or OnnxRuntimeException or ModelException)
        {
            // It embeds, and that is all it must: explanations cover the face instead.
            _showing?.Dispose();
            (_tail, _showing) = (null, null);
        }
    }

    public ExplanationMethod Method => _showing is null ? ExplanationMethod.Occlusion : ExplanationMethod.GradCamPlusPlus;

    /// <summary>What an embedder sees of a face: its embedding, and its last feature map where it shows one.</summary>
    public (float[] Embedding, float[]? Features) Trace(AlignedFace face) =>
        _showing is null ? (_embedder.Embed(face.Pixels), null) : _showing.Embed(face.Pixels, _tail!.Map);

    public FaceExplanation Explain(FaceStudy study, ReadOnlySpan<float> gradient, Func<float[], float> score, CancellationToken cancellationToken)
    {
        if (gradient.Length != _embedder.Manifest.Dimension)
            throw new ArgumentException($"The gradient by an embedding has {_embedder.Manifest.Dimension} values, not {gradient.Length}.", nameof(gradient));
        return _tail is not null && study.Features is { } features
            ? new FaceExplanation(ExplanationMethod.GradCamPlusPlus, GradCamPlusPlus.Of(features, _plain!, _tail.Affine.Pull(gradient), _tail.Rows, _tail.Columns))
            : new FaceExplanation(ExplanationMethod.Occlusion, Occlusion.Of(study.Aligned, pixels => score(_embedder.Embed(pixels)), cancellationToken));
    }

    public void Dispose() => _showing?.Dispose();

    private static Tail? TailOf(OnnxGraph graph, EmbedderManifest manifest)
    {
        string[] places = [.. graph.Bottlenecks(manifest.Output).Take(MostNodesBehind)];
        if (Shapes(graph, places, manifest).FirstOrDefault(place => place.Shape is [1, _, > 1, > 1]) is not { Name: { } map, Shape: { } shape })
            return null;
        using var tail = OnnxModel.Open(map, graph.Behind(map, [.. shape.Select(edge => (int)edge)], manifest.Output));
        return AffineTail.Of(tail, shape) is { } affine && affine.Outputs == manifest.Dimension ? new Tail(map, (int)shape[2], (int)shape[3], affine) : null;
    }

    /// <summary>The shapes of inner values, as they are at a run: files need not tell them.</summary>
    private static IEnumerable<(string Name, long[] Shape)> Shapes(OnnxGraph graph, string[] places, EmbedderManifest manifest)
    {
        if (places is [])
            yield break;
        using var model = OnnxModel.Open(manifest.Name, graph.Exposing(places));
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(new float[3 * AlignedFace.Edge * AlignedFace.Edge], [1, 3, AlignedFace.Edge, AlignedFace.Edge]);
        using var values = model.Session.Run(run, [manifest.Input], [input], places);
        for (var i = 0; i < places.Length; i++)
        {
            if (values[i].IsTensor && values[i].GetTensorTypeAndShape() is { ElementDataType: Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float } value)
                yield return (places[i], value.Shape);
        }
    }

    private sealed record Tail(string Map, int Rows, int Columns, AffineTail Affine);
}
