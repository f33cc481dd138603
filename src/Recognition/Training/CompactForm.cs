using System.Numerics.Tensors;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Training;

/// <summary>
/// The form of compact networks: a face's demand enters behind its direction. All of them share an orthonormal frame in one
/// shape, the same demand and the same output weights.
/// </summary>
internal sealed class CompactForm : DeadZoneForm
{
    // Far above what the coarsest precision blurs, far below what another shape differs by.
    private const float Blur = 0.1f;

    private static readonly CompactOptions Options = new();
    private static readonly CompactShape Shape = new(Options.Units, Options.Spread);
    private static readonly float Output = Options.Slope * Shape.Output;

    private CompactForm()
        : base(Recipe.Compact, CompactOptions.MostUnits, scalars: 1)
    {
    }

    /// <summary>The form.</summary>
    public static CompactForm Instance { get; } = new();

    /// <inheritdoc/>
    internal override Network Restore(Network network)
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
        return new Network(this, [new DenseLayer(hidden.Inputs, hidden.Outputs, weights, hidden.Biases.ToArray()), new DenseLayer(hidden.Outputs, 1, outputs, [])]);
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
}
