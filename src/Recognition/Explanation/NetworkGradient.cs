using System.Numerics.Tensors;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Explanation;

/// <summary>
/// The gradient of a network's margin by its input. Where the dead zone is silent it is that of the unit nearest to speaking,
/// as <see cref="Network.Margin"/> has it.
/// </summary>
public sealed class NetworkGradient
{
    private NetworkGradient(float[] byInput, bool isInDeadZone, LayerActivity[] layers) =>
        (ByInput, IsInDeadZone, Layers) = (byInput, isInDeadZone, layers);

    /// <summary>The gradient, one value an input.</summary>
    public float[] ByInput { get; }

    /// <summary>No unit speaks: the score is 0 and so is its gradient, and this is that of the margin. Never so for a network that has no dead zone.</summary>
    public bool IsInDeadZone { get; }

    /// <summary>The units that spoke, one entry a hidden layer.</summary>
    public IReadOnlyList<LayerActivity> Layers { get; }

    /// <summary>The gradient at an input.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input"><see cref="Network.InputLength"/> values.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public static NetworkGradient At(Network network, ReadOnlySpan<float> input)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (input.Length != network.InputLength)
            throw new ArgumentException($"The network takes {network.InputLength} values, not {input.Length}.", nameof(input));

        var layers = network.Layers;
        var activations = Activations(network, input);
        LayerActivity[] spoke = [.. activations.Select(layer => new LayerActivity(layer.Count(value => value > 0), layer.Length))];
        var isInDeadZone = network.Form.HasDeadZone && spoke[0].Active == 0;

        // Backwards: the weights of the output, then through each layer what its active units pass on.
        var back = layers[^1].Weights.ToArray();
        if (isInDeadZone)
            LeaveTheNearest(back, activations[0]);
        for (var i = layers.Count - 2; i >= 0; i--)
        {
            var passed = new float[layers[i].Inputs];
            for (var unit = 0; unit < layers[i].Outputs; unit++)
            {
                if (isInDeadZone || activations[i][unit] > 0)
                    TensorPrimitives.MultiplyAdd(layers[i].Row(unit), back[unit], passed, passed);
            }

            back = passed;
        }

        return new NetworkGradient(back, isInDeadZone, spoke);
    }

    /// <summary>What enters the ReLU of each hidden layer.</summary>
    private static float[][] Activations(Network network, ReadOnlySpan<float> input)
    {
        var activations = new float[network.Layers.Count - 1][];
        for (var i = 0; i < activations.Length; i++)
        {
            var layer = network.Layers[i];
            var values = new float[layer.Outputs];
            for (var unit = 0; unit < values.Length; unit++)
                values[unit] = TensorPrimitives.Dot(layer.Row(unit), input) + (layer.Biases.IsEmpty ? 0 : layer.Biases[unit]);
            activations[i] = values;
            input = Array.ConvertAll(values, value => Math.Max(0, value));
        }

        return activations;
    }

    /// <summary>The margin of h silent units is h times the largest of what they would say.</summary>
    private static void LeaveTheNearest(float[] outputs, float[] activations)
    {
        var nearest = Enumerable.Range(0, outputs.Length).MaxBy(unit => outputs[unit] * activations[unit]);
        var slope = outputs.Length * outputs[nearest];
        Array.Clear(outputs);
        outputs[nearest] = slope;
    }
}
