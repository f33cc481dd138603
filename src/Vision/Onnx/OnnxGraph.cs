using Google.Protobuf;
using Google.Protobuf.Collections;
using Mote.Vision.Onnx.Format;

namespace Mote.Vision.Onnx;

/// <summary>
/// The graph of an ONNX file, read so that a value inside it can be made an output and what lies behind that value can be
/// cut off into a model of its own. Everything else of the file stays as it is. Immutable and thread-safe.
/// </summary>
public sealed class OnnxGraph
{
    private const int Float32 = 1;

    private readonly ModelProto _model;
    private readonly Dictionary<string, NodeProto> _makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given;

    private OnnxGraph(ModelProto model)
    {
        _model = model;
        foreach (var node in model.Graph.Node)
        {
            foreach (var output in node.Output.Where(output => output.Length > 0))
                _makers[output] = node;
        }

        // Old files list their weights among the inputs too.
        _given = model.Graph.Input.Select(input => input.Name).Except(model.Graph.Initializer.Select(weights => weights.Name)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its content.</param>
    /// <exception cref="InvalidDataException">It is no ONNX model.</exception>
    public static OnnxGraph Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(file);
            return model.Graph is null ? throw new InvalidDataException("The file holds no graph.") : new OnnxGraph(model);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new InvalidDataException("The file is no ONNX model.", malformed);
        }
    }

    /// <summary>
    /// The values that everything on its way from the inputs to an output passes, the nearest to the output first: behind
    /// each of them the output depends on nothing else.
    /// </summary>
    /// <param name="output">An output of the graph.</param>
    public IEnumerable<string> Bottlenecks(string output)
    {
        var ancestors = Before(output, _ => false);
        return _model.Graph.Node.Reverse()
            .SelectMany(node => node.Output)
            .Where(value => value != output && ancestors.Contains(value) && Reaches(value) && !Reaches(output, value));
    }

    /// <summary>The same model with inner values as outputs too.</summary>
    /// <param name="values">Their names; what is an output already stays one.</param>
    public byte[] Exposing(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var model = _model.Clone();
        var known = model.Graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        // A runtime infers types and shapes of outputs that do not say theirs.
        model.Graph.Output.AddRange(values.Where(known.Add).Select(value => new ValueInfoProto { Name = value }));
        return model.ToByteArray();
    }

    /// <summary>The same model for another shape of an input, where nothing inside it depends on the one it has.</summary>
    /// <param name="input">The name of the input.</param>
    /// <param name="shape">Its new shape.</param>
    public byte[] Resized(string input, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var model = _model.Clone();
        model.Graph.Input.Single(given => given.Name == input).Type.TensorType.Shape = Shape(shape);
        // What was said of the values behind it holds no more; a runtime infers it.
        model.Graph.ValueInfo.Clear();
        foreach (var output in model.Graph.Output)
            output.Type = null;
        return model.ToByteArray();
    }

    /// <summary>What lies between a bottleneck and an output, as a model that takes the one and gives the other.</summary>
    /// <param name="bottleneck">One of <see cref="Bottlenecks"/> of the output.</param>
    /// <param name="shape">The shape of the bottleneck's value.</param>
    /// <param name="output">The output.</param>
    /// <exception cref="InvalidDataException">A node in between holds a graph of its own, which may look back past the cut.</exception>
    public byte[] Behind(string bottleneck, IReadOnlyList<int> shape, string output)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = Before(output, value => value == bottleneck);
        var tail = _model.Clone();
        Keep(tail.Graph.Node, node => node.Output.Any(value => value != bottleneck && values.Contains(value)));
        if (tail.Graph.Node.Any(node => node.Attribute.Any(attribute => attribute.G is not null || attribute.Graphs.Count > 0)))
            throw new InvalidDataException("A node behind the cut holds a graph of its own.");

        Keep(tail.Graph.Initializer, weights => values.Contains(weights.Name));
        Keep(tail.Graph.ValueInfo, value => value.Name != bottleneck && values.Contains(value.Name));
        Keep(tail.Graph.Input, input => values.Contains(input.Name));
        Keep(tail.Graph.Output, value => value.Name == output);
        tail.Graph.Input.Insert(0, new ValueInfoProto
        {
            Name = bottleneck,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Float32, Shape = Shape(shape) } },
        });
        return tail.ToByteArray();
    }

    private static TensorShapeProto Shape(IReadOnlyList<int> shape) =>
        new() { Dim = { shape.Select(edge => new TensorShapeProto.Types.Dimension { DimValue = edge }) } };

    /// <summary>Whether a value depends on an input, by ways that do not pass another value.</summary>
    private bool Reaches(string value, string? without = null) => Before(value, other => other == without).Any(_given.Contains);

    /// <summary>All values that a value depends on, itself among them, and none beyond those that are stopped at.</summary>
    private HashSet<string> Before(string value, Func<string, bool> stopsAt)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { value };
        var open = new Stack<string>([value]);
        while (open.TryPop(out var next))
        {
            if (stopsAt(next) || !_makers.TryGetValue(next, out var maker))
                continue;
            foreach (var input in maker.Input.Where(input => input.Length > 0 && seen.Add(input)))
                open.Push(input);
        }

        return seen;
    }

    private static void Keep<T>(RepeatedField<T> all, Func<T, bool> isKept)
    {
        T[] kept = [.. all.Where(isKept)];
        all.Clear();
        all.AddRange(kept);
    }
}
