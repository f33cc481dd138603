using Mote.Recognition.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mote.DemoModels.Networks;

/// <summary>Batch normalisation (Ioffe and Szegedy 2015), and its folding into the layer before it.</summary>
internal sealed class BatchNormalisation(int channels)
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

    private readonly Parameter _scale = TensorMemory.Copy(Enumerable.Repeat(1f, channels).ToArray(), channels).AsParameter();
    private readonly Parameter _shift = TensorMemory.Copy(new float[channels], channels).AsParameter();
    private readonly Tensor _mean = TensorMemory.Copy(new float[channels], channels);
    private readonly Tensor _variance = TensorMemory.Copy(Enumerable.Repeat(1f, channels).ToArray(), channels);

    public IEnumerable<Parameter> Parameters => [_scale, _shift];

    public Tensor Forward(Tensor values, bool isTraining) =>
        nn.functional.batch_norm(values, _mean, _variance, _scale, _shift, isTraining, Momentum, Epsilon);

    /// <summary>Weights and biases with which the layer before gives what this one makes of it.</summary>
    /// <param name="weights">The weights of the layer before, which has no biases; a row a channel.</param>
    public (float[] Weights, float[] Biases) FoldInto(float[] weights)
    {
        var (scale, shift, mean, variance) = (_scale.data<float>().ToArray(), _shift.data<float>().ToArray(), _mean.data<float>().ToArray(), _variance.data<float>().ToArray());
        var factors = scale.Zip(variance, (factor, spread) => factor / Math.Sqrt(spread + Epsilon)).ToArray();
        var row = weights.Length / factors.Length;
        return (
            [.. weights.Select((weight, i) => (float)(weight * factors[i / row]))],
            [.. factors.Select((factor, i) => (float)(shift[i] - mean[i] * factor))]);
    }
}
