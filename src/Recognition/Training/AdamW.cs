using System.Numerics.Tensors;
using TorchSharp.Modules;

namespace Mote.Recognition.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), over the memory of TorchSharp's
/// parameters. TorchSharp's own optimisers pass every factor as a temporary native scalar that the finaliser may free
/// while it is in use, which several trainings at once do meet; here there are none.
/// </summary>
/// <param name="parameters">What is trained; gradients are read and cleared by each step.</param>
/// <param name="weightDecay">The decay, relative to the learning rate.</param>
internal sealed class AdamW(IEnumerable<Parameter> parameters, double weightDecay)
{
    private const float FirstDecay = 0.9f;
    private const float SecondDecay = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly (Parameter Parameter, float[] First, float[] Second, float[] Update)[] _moments =
        [.. parameters.Select(parameter => (parameter, new float[parameter.numel()], new float[parameter.numel()], new float[parameter.numel()]))];

    private int _step;

    /// <summary>Moves every parameter against its gradient, and forgets the gradient.</summary>
    public void Step(double learningRate)
    {
        _step++;
        var size = (float)(learningRate / (1 - Math.Pow(FirstDecay, _step)));
        var secondBias = (float)(1 / Math.Sqrt(1 - Math.Pow(SecondDecay, _step)));
        foreach (var (parameter, first, second, update) in _moments)
        {
            using var gradientTensor = parameter.grad!;
            var gradient = TensorMemory.Span(gradientTensor);
            TensorPrimitives.Multiply(gradient, 1 - FirstDecay, update);
            TensorPrimitives.MultiplyAdd(first, FirstDecay, update, first);
            TensorPrimitives.Multiply(gradient, gradient, update);
            TensorPrimitives.Multiply(update, 1 - SecondDecay, update);
            TensorPrimitives.MultiplyAdd(second, SecondDecay, update, second);

            TensorPrimitives.Sqrt(second, update);
            TensorPrimitives.Multiply(update, secondBias, update);
            TensorPrimitives.Add(update, Epsilon, update);
            TensorPrimitives.Divide(first, update, update);
            TensorPrimitives.Multiply(update, -size, update);

            var values = TensorMemory.Span(parameter);
            TensorPrimitives.MultiplyAdd(values, (float)(1 - learningRate * weightDecay), update, values);
            gradient.Clear();
        }
    }
}
