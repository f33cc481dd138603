using System.Numerics.Tensors;

namespace Mote.Evaluation.Privacy;

/// <summary>Everything that is stored of a network as one vector.</summary>
internal static class WeightFeatures
{
    /// <summary>
    /// All weights and biases. A network of one hidden layer has its units sorted by how loudly they can speak, since their
    /// order is an accident of training that would only blur what is alike.
    /// </summary>
    public static float[] Of(HeldTemplate template)
    {
        var layers = template.Network.Layers;
        if (layers.Count > 2)
            return [.. layers.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases])];

        var (hidden, outputs) = (layers[0], layers[1]);
        return [.. Enumerable.Range(0, hidden.Outputs)
            .OrderByDescending(unit => Math.Abs(outputs.Weights[unit]) * TensorPrimitives.Norm(hidden.Row(unit)))
            .SelectMany(unit => (float[])[.. hidden.Row(unit), hidden.Biases.IsEmpty ? 0 : hidden.Biases[unit], outputs.Weights[unit]]), .. outputs.Biases];
    }
}
