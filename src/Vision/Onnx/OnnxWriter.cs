using System.Runtime.InteropServices;
using Google.Protobuf;
using Mote.Vision.Onnx.Format;

namespace Mote.Vision.Onnx;

/// <summary>Writes networks as ONNX files of operator set 13, with a batch of 1.</summary>
public static class OnnxWriter
{
    private const int IrVersion = 8;
    private const int OperatorSet = 13;
    private const int Float32 = 1;

    /// <summary>The file of a network. The same network always gives the same bytes.</summary>
    /// <exception cref="ArgumentException">A layer does not take what the one before it gives, or its values do not fill its shape.</exception>
    public static byte[] Write(LayeredNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var graph = new GraphProto { Name = network.Name };
        int[] shape = [1, .. network.InputShape];
        graph.Input.Add(Tensor(network.Input, shape));
        var value = network.Input;
        for (var i = 0; i < network.Layers.Count; i++)
        {
            var name = i == network.Layers.Count - 1 ? network.Output : network.Exposed.GetValueOrDefault(i, $"layer{i}");
            (value, shape) = network.Layers[i] switch
            {
                Convolution convolution => Add(graph, convolution, value, shape, name),
                Dense dense => Add(graph, dense, value, shape, name),
                _ => throw new ArgumentException($"Layer {i} is of no known kind.", nameof(network)),
            };
            if (network.Exposed.ContainsKey(i))
                graph.Output.Add(Tensor(name, shape));
        }

        graph.Output.Insert(0, Tensor(value, shape));
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "Mote", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorSet });
        model.MetadataProps.AddRange(network.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return model.ToByteArray();
    }

    private static (string, int[]) Add(GraphProto graph, Convolution layer, string input, int[] shape, string name)
    {
        if (shape is not [1, var channels, var height, var width] || channels != layer.Inputs)
            throw new ArgumentException($"The convolution '{name}' takes {layer.Inputs} channels, and [{string.Join(", ", shape)}] comes in.");
        AddInitialiser(graph, $"{name}.weights", layer.Weights, layer.Outputs, layer.Inputs / layer.Groups, layer.Kernel, layer.Kernel);
        AddInitialiser(graph, $"{name}.biases", layer.Biases, layer.Outputs);
        var node = new NodeProto { OpType = "Conv", Input = { input, $"{name}.weights", $"{name}.biases" } };
        node.Attribute.Add(Ints("kernel_shape", layer.Kernel, layer.Kernel));
        node.Attribute.Add(Ints("strides", layer.Stride, layer.Stride));
        node.Attribute.Add(Ints("pads", layer.Padding, layer.Padding, layer.Padding, layer.Padding));
        node.Attribute.Add(new AttributeProto { Name = "group", I = layer.Groups, Type = AttributeProto.Types.AttributeType.Int });
        AddNode(graph, node, name, layer.IsRectified);
        return (name, [1, layer.Outputs, Size(height), Size(width)]);

        int Size(int edge) => (edge + 2 * layer.Padding - layer.Kernel) / layer.Stride + 1;
    }

    private static (string, int[]) Add(GraphProto graph, Dense layer, string input, int[] shape, string name)
    {
        if (shape.Aggregate(1, (product, edge) => product * edge) != layer.Inputs)
            throw new ArgumentException($"The dense layer '{name}' takes {layer.Inputs} values, and [{string.Join(", ", shape)}] comes in.");
        if (shape.Length > 2)
        {
            graph.Node.Add(new NodeProto { OpType = "Flatten", Name = $"{name}.flatten", Input = { input }, Output = { $"{name}.flat" } });
            input = $"{name}.flat";
        }

        AddInitialiser(graph, $"{name}.weights", layer.Weights, layer.Outputs, layer.Inputs);
        AddInitialiser(graph, $"{name}.biases", layer.Biases, layer.Outputs);
        var node = new NodeProto { OpType = "Gemm", Input = { input, $"{name}.weights", $"{name}.biases" } };
        node.Attribute.Add(new AttributeProto { Name = "transB", I = 1, Type = AttributeProto.Types.AttributeType.Int });
        AddNode(graph, node, name, layer.IsRectified);
        return (name, [1, layer.Outputs]);
    }

    private static void AddNode(GraphProto graph, NodeProto node, string name, bool isRectified)
    {
        node.Name = name;
        node.Output.Add(isRectified ? $"{name}.linear" : name);
        graph.Node.Add(node);
        if (isRectified)
            graph.Node.Add(new NodeProto { OpType = "Relu", Name = $"{name}.relu", Input = { $"{name}.linear" }, Output = { name } });
    }

    private static void AddInitialiser(GraphProto graph, string name, ReadOnlyMemory<float> values, params ReadOnlySpan<int> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = Float32 };
        var count = 1;
        foreach (var edge in shape)
        {
            tensor.Dims.Add(edge);
            count *= edge;
        }

        if (values.Length != count)
            throw new ArgumentException($"'{name}' holds {values.Length} values, its shape {count}.");
        // The format's raw data is little-endian, as every machine is that .NET 10 runs on.
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.Span));
        graph.Initializer.Add(tensor);
    }

    private static AttributeProto Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (var value in values)
            attribute.Ints.Add(value);
        return attribute;
    }

    private static ValueInfoProto Tensor(string name, int[] shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.AddRange(shape.Select(edge => new TensorShapeProto.Types.Dimension { DimValue = edge }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Float32, Shape = dimensions } } };
    }
}
