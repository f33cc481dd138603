using System.Numerics.Tensors;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Training;

/// <summary>The form of a single unit: a reference of length 1 and an offset.</summary>
internal sealed class SingleUnitForm : DeadZoneForm
{
    private SingleUnitForm()
        : base(Recipe.SingleUnit, mostUnits: 1, scalars: 0)
    {
    }

    /// <summary>The form.</summary>
    public static SingleUnitForm Instance { get; } = new();

    /// <inheritdoc/>
    internal override Network Restore(Network network)
    {
        var unit = network.Layers[0];
        var weights = unit.Weights.ToArray();
        TensorPrimitives.Divide(weights, TensorPrimitives.Norm<float>(weights), weights);
        return network.WithFirst(new DenseLayer(unit.Inputs, 1, weights, unit.Biases.ToArray()));
    }
}
