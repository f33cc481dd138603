using System.Numerics.Tensors;
using Mote.Recognition.Networks;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// The gradient of a network's margin by an embedding. Where a dead zone is silent it points to the unit that is nearest to
/// speaking: whoever holds the weights is not bound to what the network says aloud.
/// </summary>
internal static class MarginGradient
{
    /// <summary>The gradient at an embedding.</summary>
    /// <param name="template">The template.</param>
    /// <param name="embedding">d values.</param>
    /// <returns>d values.</returns>
    public static float[] At(HeldTemplate template, float[] embedding)
    {
        var layers = template.Network.Layers;
        var activations = Forward(template.Network, template.Inputs(embedding));
        if (template.Network.Recipe != Recipe.Paper && !activations[0].Any(value => value > 0))
            WakeTheNearest(activations[0], layers[1].Weights);

        // Backwards: the weights of the output, then through each layer what its active units pass on.
        var back = layers[^1].Weights.ToArray();
        for (var i = layers.Count - 2; i >= 0; i--)
        {
            var layer = layers[i];
            var passed = new float[layer.Inputs];
            for (var unit = 0; unit < layer.Outputs; unit++)
            {
                if (activations[i][unit] > 0)
                    TensorPrimitives.MultiplyAdd(layer.Row(unit), back[unit], passed, passed);
            }

            back = passed;
        }

        return back[..template.EmbeddingColumns];
    }

    /// <summary>What enters the ReLU of each hidden layer.</summary>
    private static float[][] Forward(Network network, float[] input)
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

    private static void WakeTheNearest(float[] activations, ReadOnlySpan<float> outputs)
    {
        var nearest = 0;
        for (var unit = 1; unit < activations.Length; unit++)
        {
            if (outputs[unit] * activations[unit] > outputs[nearest] * activations[nearest])
                nearest = unit;
        }

        activations[nearest] = 1;
    }
}
