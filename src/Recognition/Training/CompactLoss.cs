using System.Numerics.Tensors;

namespace Mote.Recognition.Training;

/// <summary>
/// What <see cref="CompactTrainer"/> minimises: how far the most accepted strangers lie above the least accepted genuine
/// samples. With margins m and softness s,
/// <c>s log sum_n exp(m_n / s) + sum_g share_g s log sum_k exp(-m_gk / s)</c>: a soft maximum over strangers and, for each
/// attribute group g, a soft minimum over its genuine samples. The labels alone enter, no cosine does. The gradient is
/// derived by hand: the soft maximum's is a softmax, and a margin's is the sample under every active unit, or under the
/// nearest unit where none is (<see cref="CompactMargins"/>). Allocates nothing. Not thread-safe.
/// </summary>
/// <param name="samples">What is learnt from; may change between two calls.</param>
/// <param name="units">h.</param>
/// <param name="softness">s.</param>
internal sealed class CompactLoss(CompactSamples samples, int units, double softness)
{
    private readonly float _softness = (float)softness;
    private readonly CompactMargins _impostors = new(samples.Impostors, units);
    private readonly CompactMargins _genuine = new(samples.Genuine, units);

    /// <summary>The loss, and its gradient by the first layer's weights.</summary>
    /// <param name="weights">h rows of d + 1 weights.</param>
    /// <param name="biases">h biases.</param>
    /// <param name="output">The weight of every unit in the margin.</param>
    /// <param name="gradient">h rows of d + 1 values, overwritten.</param>
    public float Of(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, float output, Span<float> gradient)
    {
        gradient.Clear();
        var impostors = _impostors.Of(weights, biases, output);
        var loss = Soften(impostors, 1, 1, output);
        _impostors.AddGradient(impostors, gradient);

        var genuine = _genuine.Of(weights, biases, output);
        var each = genuine.Length / samples.GenuineShares.Length;
        for (var group = 0; group < samples.GenuineShares.Length; group++)
            loss += Soften(genuine.Slice(group * each, each), -1, samples.GenuineShares[group], output);
        _genuine.AddGradient(genuine, gradient);
        return loss;
    }

    /// <summary>A soft maximum of signed margins, which become what each of them pulls with.</summary>
    private float Soften(Span<float> margins, float sign, float share, float output)
    {
        TensorPrimitives.Multiply(margins, sign / _softness, margins);
        var largest = TensorPrimitives.Max<float>(margins);
        TensorPrimitives.Subtract(margins, largest, margins);
        TensorPrimitives.Exp(margins, margins);
        var sum = TensorPrimitives.Sum<float>(margins);
        TensorPrimitives.Multiply(margins, sign * share * output / sum, margins);
        return share * _softness * (largest + MathF.Log(sum));
    }
}
