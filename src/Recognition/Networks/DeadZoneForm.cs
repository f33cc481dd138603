using System.Numerics.Tensors;

namespace Mote.Recognition.Networks;

/// <summary>
/// <c>z(x) = sum_j a_j ReLU(w_j . x + b_j)</c>: one hidden layer with biases, and an output without one whose weights are
/// positive, so that the score is 0 wherever no unit is active. Immutable and thread-safe.
/// </summary>
public abstract class DeadZoneForm : NetworkForm
{
    private readonly int _mostUnits;

    private protected DeadZoneForm(Recipe recipe, int mostUnits, int scalars)
        : base(recipe) => (_mostUnits, Scalars) = (mostUnits, scalars);

    /// <inheritdoc/>
    public override bool HasDeadZone => true;

    /// <inheritdoc/>
    public override int Scalars { get; }

    /// <inheritdoc/>
    internal override void Require(IReadOnlyList<DenseLayer> layers)
    {
        if (layers.Count != 2 || layers[0].Outputs > _mostUnits || layers[0].Biases.IsEmpty)
            throw new ArgumentException($"The recipe has one hidden layer of at most {_mostUnits} units with biases.", nameof(layers));
        if (!layers[1].Biases.IsEmpty || TensorPrimitives.Min(layers[1].Weights) <= 0)
            throw new ArgumentException("The recipe's output has positive weights and no bias, or there would be no dead zone.", nameof(layers));
    }

    /// <inheritdoc/>
    internal override float Margin(ReadOnlySpan<DenseLayer> layers, ReadOnlySpan<float> input)
    {
        var hidden = layers[0];
        var biases = hidden.Biases;
        var outputs = layers[1].Weights;
        var active = 0f;
        var nearest = float.NegativeInfinity;
        for (var unit = 0; unit < hidden.Outputs; unit++)
        {
            var activation = outputs[unit] * (TensorPrimitives.Dot(hidden.Row(unit), input) + biases[unit]);
            active += Math.Max(0, activation);
            nearest = Math.Max(nearest, activation);
        }

        return active > 0 ? active : hidden.Outputs * nearest;
    }
}
