using Mote.Recognition.Training;
using Mote.Vision.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mote.DemoModels.Networks;

/// <summary>
/// A fully connected layer with biases, for values that mean something by themselves. Weights are trained in units of
/// <c>0.25 / sqrt(inputs)</c>: a step of the optimiser moves each of them alike, and over thousands of inputs a full unit
/// would throw small values far past their target.
/// </summary>
internal sealed class OutputLayer : TrainableLayer
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly Parameter _weights;
    private readonly Parameter _biases;
    private readonly Tensor _unit;

    public OutputLayer(int inputs, int outputs)
    {
        (_inputs, _outputs) = (inputs, outputs);
        _weights = TensorMemory.Copy(new float[outputs * inputs], outputs, inputs).AsParameter();
        _biases = TensorMemory.Copy(new float[outputs], outputs).AsParameter();
        _unit = TensorMemory.Copy([0.25f / MathF.Sqrt(inputs)], 1);
    }

    public override IEnumerable<Parameter> Parameters => [_weights, _biases];

    public override Tensor Forward(Tensor values, bool isTraining) => nn.functional.linear(values.flatten(1), _weights * _unit, _biases);

    public override Layer Trained()
    {
        using var weights = _weights * _unit;
        return new Dense(_inputs, _outputs, weights.data<float>().ToArray(), _biases.data<float>().ToArray(), IsRectified: false);
    }
}
