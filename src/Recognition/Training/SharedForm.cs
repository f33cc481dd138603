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
    private static readonly CompactShape Shape = new(Options.Units, Options.Spread);
    private static readonly float Output = Options.Slope * Shape.Output;

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
        if (hidden.Outputs != Shape.Units || !IsOfTheShape(network))
            return network;

        var weights = hidden.Weights.ToArray();
        Shape.FrameOf(weights, hidden.Inputs, dimension).Write(Shape, weights, hidden.Inputs);
        for (var unit = 0; unit < Shape.Units; unit++)
            weights[unit * hidden.Inputs + dimension] = Shape.Demand(dimension);
        var outputs = new float[Shape.Units];
        Array.Fill(outputs, Output);
        return new Network(network.Recipe, [new DenseLayer(hidden.Inputs, hidden.Outputs, weights, hidden.Biases.ToArray()), new DenseLayer(hidden.Outputs, 1, outputs, [])]);
    }

    private static bool IsOfTheShape(Network network)
    {
        var (hidden, dimension) = (network.Layers[0], network.Dimension);
        for (var unit = 0; unit < Shape.Units; unit++)
        {
            var row = hidden.Row(unit);
            if (!IsNear(row[dimension], Shape.Demand(dimension)) || !IsNear(network.Layers[1].Weights[unit], Output))
                return false;
            for (var other = 0; other <= unit; other++)
            {
                if (!IsNear(TensorPrimitives.Dot(row[..dimension], hidden.Row(other)[..dimension]), Shape.Product(unit, other)))
                    return false;
            }
        }

        return true;
    }

    private static bool IsNear(float value, float expected) => Math.Abs(value - expected) < Blur;

    /// <summary>A reference of length 1.</summary>
    private static Network SingleUnit(Network network)
    {
        var unit = network.Layers[0];
        var weights = unit.Weights.ToArray();
        TensorPrimitives.Divide(weights, TensorPrimitives.Norm<float>(weights), weights);
        return new Network(network.Recipe, [new DenseLayer(unit.Inputs, 1, weights, unit.Biases.ToArray()), .. network.Layers.Skip(1)]);
    }
}
