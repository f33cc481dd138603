using MathNet.Numerics.Random;
using Mote.Recognition.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mote.Recognition.Training;

/// <summary>Fully connected layers under training; its tensors belong to the dispose scope it was made in.</summary>
internal sealed class Perceptron
{
    private readonly int[] _widths;
    private readonly (Parameter Weights, Parameter Biases)[] _layers;

    /// <summary>Starts every weight and bias uniformly within 1 / sqrt(inputs).</summary>
    public Perceptron(int[] widths, RandomSource random)
    {
        _widths = widths;
        _layers = new (Parameter, Parameter)[widths.Length - 1];
        for (var i = 0; i < _layers.Length; i++)
        {
            var bound = 1 / Math.Sqrt(widths[i]);
            _layers[i] = (
                TensorMemory.Copy(Uniform(widths[i] * widths[i + 1], bound), widths[i + 1], widths[i]).AsParameter(),
                TensorMemory.Copy(Uniform(widths[i + 1], bound), widths[i + 1]).AsParameter());
        }

        float[] Uniform(int count, double bound) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)(bound * (2 * random.NextDouble() - 1)))];
    }

    public IEnumerable<Parameter> Parameters => _layers.SelectMany(layer => new[] { layer.Weights, layer.Biases });

    /// <summary>One logit a row.</summary>
    /// <param name="samples">n rows.</param>
    /// <param name="dropout">The share of hidden values left out; the others are scaled up to make up for it.</param>
    /// <param name="random">Where the masks come from; may be null without dropout.</param>
    public Tensor Forward(Tensor samples, double dropout, RandomSource? random)
    {
        var values = samples;
        for (var i = 0; i < _layers.Length; i++)
        {
            values = nn.functional.linear(values, _layers[i].Weights, _layers[i].Biases);
            if (i == _layers.Length - 1)
                break;
            values = values.relu();
            if (dropout > 0)
                values *= Mask((int)samples.shape[0], _widths[i + 1], dropout, random!);
        }

        return values.squeeze(1);
    }

    /// <summary>The weights as they are now.</summary>
    public DenseLayer[] Layers() =>
        [.. _layers.Select((layer, i) => new DenseLayer(_widths[i], _widths[i + 1], layer.Weights.data<float>().ToArray(), layer.Biases.data<float>().ToArray()))];

    private static Tensor Mask(int rows, int width, double dropout, RandomSource random)
    {
        var kept = (float)(1 / (1 - dropout));
        var draws = random.NextBytes(rows * width);
        return tensor(Array.ConvertAll(draws, draw => draw >= dropout * 256 ? kept : 0f), rows, width);
    }
}
