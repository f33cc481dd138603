using MathNet.Numerics.Random;
using Mote.Recognition.Training;
using Mote.Vision.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mote.DemoModels.Networks;

/// <summary>A fully connected layer and batch normalisation.</summary>
internal sealed class DenseLayer : TrainableLayer
{
    private readonly Dense _shape;
    private readonly Parameter _weights;
    private readonly BatchNormalisation _normalisation;

    public DenseLayer(int inputs, int outputs, RandomSource random)
    {
        _shape = new Dense(inputs, outputs, default, default, IsRectified: false);
        _weights = TensorMemory.Copy(StartWeights.Draw(random, outputs, inputs), outputs, inputs).AsParameter();
        _normalisation = new BatchNormalisation(outputs);
    }

    public override IEnumerable<Parameter> Parameters => [_weights, .. _normalisation.Parameters];

    public override Tensor Forward(Tensor values, bool isTraining) =>
        _normalisation.Forward(nn.functional.linear(values.flatten(1), _weights), isTraining);

    public override Layer Trained()
    {
        var (weights, biases) = _normalisation.FoldInto(_weights.data<float>().ToArray());
        return _shape with { Weights = weights, Biases = biases };
    }
}
