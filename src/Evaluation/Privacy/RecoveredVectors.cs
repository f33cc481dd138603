using System.Numerics.Tensors;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Privacy;

/// <summary>Vectors of length 1 that an attacker takes for the reference, in the coordinates of the network he holds.</summary>
internal static class RecoveredVectors
{
    private const int Starts = 4;
    private const int Steps = 40;

    /// <summary>The sum of the first layer's rows, each by how much it counts for the output: all layers multiplied, as if every unit spoke.</summary>
    public static float[] WeightedSum(HeldTemplate template)
    {
        ReadOnlySpan<float> weights = template.Network.Layers[^1].Weights;
        foreach (var layer in template.Network.Layers.Reverse().Skip(1))
            weights = Through(layer, weights);
        return Normalise(weights[..template.EmbeddingColumns].ToArray());
    }

    /// <summary>Where gradient ascent on the unit sphere comes to, from the best of several random starts that are the same for everybody.</summary>
    public static float[] Ascent(HeldTemplate template, ulong seed)
    {
        var (best, highest) = (Array.Empty<float>(), float.NegativeInfinity);
        for (var start = 0u; start < Starts; start++)
        {
            var end = Climb(template, RandomDirections.Draw(template.EmbeddingColumns, SeededRandom.Create(seed, start)));
            var margin = template.Margin(end);
            if (margin > highest || best.Length == 0)
                (best, highest) = (end, margin);
        }

        return best;
    }

    private static float[] Climb(HeldTemplate template, float[] at)
    {
        for (var step = 0; step < Steps; step++)
        {
            var gradient = MarginGradient.At(template, at);
            var length = TensorPrimitives.Norm<float>(gradient);
            if (length == 0)
                break;
            // Long steps first, towards the gradient; then short ones.
            var stride = MathF.Pow(0.9f, step) / length;
            TensorPrimitives.MultiplyAdd(gradient, stride, at, gradient);
            at = Normalise(gradient);
        }

        return at;
    }

    private static float[] Through(DenseLayer layer, ReadOnlySpan<float> outputs)
    {
        var inputs = new float[layer.Inputs];
        for (var unit = 0; unit < layer.Outputs; unit++)
            TensorPrimitives.MultiplyAdd(layer.Row(unit), outputs[unit], inputs, inputs);
        return inputs;
    }

    private static float[] Normalise(float[] vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }
}
