namespace Mote.Recognition.Networks;

/// <summary>A fully connected layer: <c>y = W x + b</c>. Immutable; the arrays must not be changed after construction.</summary>
public sealed class DenseLayer
{
    private readonly float[] _weights;
    private readonly float[] _biases;

    /// <summary>Takes ownership of the arrays.</summary>
    /// <param name="inputs">Values in, at least 1.</param>
    /// <param name="outputs">Values out, at least 1.</param>
    /// <param name="weights">One row of <paramref name="inputs"/> weights an output, row after row.</param>
    /// <param name="biases">One an output; empty for a layer without biases.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or a value is not finite.</exception>
    public DenseLayer(int inputs, int outputs, float[] weights, float[] biases)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(biases);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        if (weights.Length != (long)inputs * outputs)
            throw new ArgumentException($"A layer of {inputs} inputs and {outputs} outputs has {(long)inputs * outputs} weights, not {weights.Length}.", nameof(weights));
        if (biases.Length != 0 && biases.Length != outputs)
            throw new ArgumentException($"A layer of {outputs} outputs has {outputs} biases or none, not {biases.Length}.", nameof(biases));
        if (!Array.TrueForAll(weights, float.IsFinite) || !Array.TrueForAll(biases, float.IsFinite))
            throw new ArgumentException("Weights and biases are finite numbers.", nameof(weights));

        Inputs = inputs;
        Outputs = outputs;
        _weights = weights;
        _biases = biases;
    }

    /// <summary>Values in.</summary>
    public int Inputs { get; }

    /// <summary>Values out.</summary>
    public int Outputs { get; }

    /// <summary>One row of <see cref="Inputs"/> weights an output, row after row.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>One an output; empty for a layer without biases.</summary>
    public ReadOnlySpan<float> Biases => _biases;

    /// <summary>The weights of one output.</summary>
    public ReadOnlySpan<float> Row(int output) => _weights.AsSpan(output * Inputs, Inputs);
}
