using Mote.Vision.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mote.DemoModels.Networks;

/// <summary>A layer under training; its tensors belong to the dispose scope it was made in.</summary>
internal abstract class TrainableLayer
{
    /// <summary>What is trained.</summary>
    public abstract IEnumerable<Parameter> Parameters { get; }

    /// <summary>The layer's values for a batch.</summary>
    /// <param name="values">The values of the layer before.</param>
    /// <param name="isTraining">Whether batch statistics are used, and learnt, in place of the learnt ones.</param>
    public abstract Tensor Forward(Tensor values, bool isTraining);

    /// <summary>The layer as it is used after training.</summary>
    public abstract Layer Trained();
}
