using System.Numerics.Tensors;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Training;

/// <summary>
/// What the networks of a recipe have in common, put back to the bit after a rounding has blurred it: a network that was
/// stored in few bits, changed and stored again would else keep the first rounding and show that it was changed. Where it
/// looks stays as it is.
/// </summary>
internal static class SharedForm
{
    // Far above what the coarsest precision blurs, far below what another shape differs by.
    private const float Blur = 0.1f;

    private static readonly CompactOptions Options = new();

    /// <summary>The network in the form in which it was trained; as it is where its recipe has none, or it was trained in another.</summary>
    /// <param name="network">A network, under whatever transform.</param>
    public static Network Restore(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Recipe switch
        {
            Recipe.Compact => Compact(network),
            Recipe.SingleUnit => SingleUnit(network),
            _ => network,
        };
    }

    /// <summary>An orthonormal frame in the shape of all, the same demand and the same output weights.</summary>
    private static Network Compact(Network network)
    {
        var (hidden, dimension) = (network.Layers[0], network.Dimension);
        var shape = new CompactShape(Options.Units, Options.Spread);
        if (hidden.Outputs != shape.Units || !IsOf(shape, network))
            return network;

        var weights = hidden.Weights.ToArray();
        shape.FrameOf(weights, hidden.Inputs, dimension).Write(shape, weights, hidden.Inputs);
        for (var unit = 0; unit < shape.Units; unit++)
            weights[unit * hidden.Inputs + dimension] = shape.Demand(dimension);
        var outputs = new float[shape.Units];
        Array.Fill(outputs, Options.Slope * shape.Output);
        return new Network(network.Recipe, [new DenseLayer(hidden.Inputs, hidden.Outputs, weights, hidden.Biases.ToArray()), new DenseLayer(hidden.Outputs, 1, outputs, [])]);
    }

    private static bool IsOf(CompactShape shape, Network network)
    {
        var (hidden, dimension, output) = (network.Layers[0], network.Dimension, Options.Slope * shape.Output);
        for (var unit = 0; unit < shape.Units; unit++)
        {
            var row = hidden.Row(unit);
            if (!(Math.Abs(row[dimension] - shape.Demand(dimension)) < Blur) || !(Math.Abs(network.Layers[1].Weights[unit] - output) < Blur))
                return false;
            for (var other = 0; other <= unit; other++)
            {
                if (!(Math.Abs(TensorPrimitives.Dot(row[..dimension], hidden.Row(other)[..dimension]) - shape.Product(unit, other)) < Blur))
                    return false;
            }
        }

        return true;
    }

    /// <summary>A reference of length 1.</summary>
    private static Network SingleUnit(Network network)
    {
        var unit = network.Layers[0];
        var weights = unit.Weights.ToArray();
        TensorPrimitives.Divide(weights, TensorPrimitives.Norm<float>(weights), weights);
        return new Network(network.Recipe, [new DenseLayer(unit.Inputs, 1, weights, unit.Biases.ToArray()), .. network.Layers.Skip(1)]);
    }
}
