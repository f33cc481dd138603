using System.Numerics.Tensors;

namespace Mote.Recognition.Networks;

/// <summary>Any number of hidden layers, and one linear output that speaks everywhere: a logit. Immutable and thread-safe.</summary>
internal sealed class LogitForm(Recipe recipe) : NetworkForm(recipe)
{
    /// <inheritdoc/>
    public override bool HasDeadZone => false;

    /// <inheritdoc/>
    public override int Scalars => 0;

    /// <inheritdoc/>
    internal override void Require(IReadOnlyList<DenseLayer> layers)
    {
    }

    /// <inheritdoc/>
    internal override float Margin(ReadOnlySpan<DenseLayer> layers, ReadOnlySpan<float> face)
    {
        var widest = 0;
        foreach (var layer in layers)
            widest = Math.Max(widest, layer.Outputs);
        Span<float> one = stackalloc float[widest];
        Span<float> other = stackalloc float[widest];
        scoped var input = face;
        for (var i = 0; i < layers.Length; i++)
        {
            var layer = layers[i];
            var output = one[..layer.Outputs];
            for (var unit = 0; unit < output.Length; unit++)
                output[unit] = TensorPrimitives.Dot(layer.Row(unit), input);
            if (!layer.Biases.IsEmpty)
                TensorPrimitives.Add(output, layer.Biases, output);
            if (i < layers.Length - 1)
                TensorPrimitives.Max(output, 0f, output);

            var spare = other;
            other = one;
            one = spare;
            input = output;
        }

        return input[0];
    }
}
