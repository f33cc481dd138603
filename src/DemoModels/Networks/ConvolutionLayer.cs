using MathNet.Numerics.Random;
using Mote.Recognition.Training;
using Mote.Vision.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Convolution = Mote.Vision.Onnx.Convolution;

namespace Mote.DemoModels.Networks;

/// <summary>A convolution, batch normalisation and, if asked for, rectification.</summary>
internal sealed class ConvolutionLayer : TrainableLayer
{
    private readonly Convolution _shape;
    private readonly Parameter _weights;
    private readonly BatchNormalisation _normalisation;

    public ConvolutionLayer(int inputs, int outputs, int kernel, int stride, int padding, bool isDepthwise, bool isRectified, RandomSource random)
    {
        var groups = isDepthwise ? inputs : 1;
        _shape = new Convolution(inputs, outputs, kernel, stride, padding, groups, default, default, isRectified);
        _weights = TensorMemory.Copy(StartWeights.Draw(random, outputs, inputs / groups * kernel * kernel), outputs, inputs / groups, kernel, kernel).AsParameter();
        _normalisation = new BatchNormalisation(outputs);
    }

    public override IEnumerable<Parameter> Parameters => [_weights, .. _normalisation.Parameters];

    public override Tensor Forward(Tensor values, bool isTraining)
    {
        var filtered = nn.functional.conv2d(values, _weights, null, [_shape.Stride, _shape.Stride], [_shape.Padding, _shape.Padding], [1, 1], _shape.Groups);
        var normalised = _normalisation.Forward(filtered, isTraining);
        return _shape.IsRectified ? normalised.relu() : normalised;
    }

    public override Layer Trained()
    {
        var (weights, biases) = _normalisation.FoldInto(_weights.data<float>().ToArray());
        return _shape with { Weights = weights, Biases = biases };
    }
}
