namespace Mote.Vision.Onnx;

/// <summary>A network whose layers follow one another, as it is written to an ONNX file.</summary>
/// <param name="Name">The graph's name.</param>
/// <param name="Input">The name of the input.</param>
/// <param name="InputShape">Its shape without the batch: channels, height, width.</param>
/// <param name="Output">The name of the output, of shape [1, values].</param>
/// <param name="Layers">The layers.</param>
/// <param name="Exposed">Outputs of inner layers to be outputs of the graph too: the layer's index and the name.</param>
/// <param name="Metadata">What the file says about itself, by key.</param>
public sealed record LayeredNetwork(
    string Name,
    string Input,
    IReadOnlyList<int> InputShape,
    string Output,
    IReadOnlyList<Layer> Layers,
    IReadOnlyDictionary<int, string> Exposed,
    IReadOnlyDictionary<string, string> Metadata);
