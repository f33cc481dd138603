using Mote.DemoModels.Faces;
using Mote.Vision.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mote.DemoModels.Networks;

/// <summary>Layers under training, one after another.</summary>
internal sealed class TrainableNetwork(params TrainableLayer[] layers)
{
    private const int CheckedPictures = 64;

    public IEnumerable<Parameter> Parameters => layers.SelectMany(layer => layer.Parameters);

    public Tensor Forward(Tensor values, bool isTraining) =>
        layers.Aggregate(values, (value, layer) => layer.Forward(value, isTraining));

    /// <summary>The trained network with its answers for some of the pictures it learnt from.</summary>
    public TrainedModel Checked(LayeredNetwork trained, FaceSet pictures)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var some = pictures.Tensor([.. Enumerable.Range(0, Math.Min(CheckedPictures, pictures.Count))]);
        return new TrainedModel(trained, some.data<float>().ToArray(), Forward(some, isTraining: false).data<float>().ToArray());
    }

    /// <summary>The network as it is used after training.</summary>
    public LayeredNetwork Trained(string name, string input, int[] inputShape, string output, IReadOnlyDictionary<int, string>? exposed = null) =>
        new(name, input, inputShape, output, [.. layers.Select(layer => layer.Trained())], exposed ?? new Dictionary<int, string>(), SyntheticTraining.Mark);
}
