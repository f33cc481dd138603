using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;

namespace Mote.Recognition.Training;

/// <summary>
/// What <see cref="CompactTrainer"/> minimises: how far the most accepted strangers lie above the least accepted genuine
/// samples. With margins m and softness s,
/// <c>s log sum_n exp(m_n / s) + sum_g share_g s log sum_k exp(-m_gk / s)</c>: a soft maximum over strangers and, for each
/// attribute group g, a soft minimum over its genuine samples. The labels alone enter, no cosine does. The gradient is
/// derived by hand: the soft maximum's is a softmax, and a margin's is the sample under every active unit, or under the
/// nearest unit where none is (<see cref="Networks.Network.Margin"/>). Not thread-safe.
/// </summary>
internal sealed class CompactLoss(CompactSamples samples, int units, double softness)
{
    private readonly float[] _impostors = new float[samples.Impostors.Count];
    private readonly float[] _genuine = new float[samples.Genuine.Count];
    private readonly float[] _activations = new float[Math.Max(samples.Impostors.Count, samples.Genuine.Count) * units];

    /// <summary>The loss, and its gradient by the first layer's weights.</summary>
    /// <param name="weights">h rows of d + 1 weights.</param>
    /// <param name="biases">h biases.</param>
    /// <param name="output">The weight of every unit in the margin.</param>
    /// <param name="gradient">h rows of d + 1 values, overwritten.</param>
    public float Of(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, float output, Span<float> gradient)
    {
        gradient.Clear();
        var loss = Add(samples.Impostors, _impostors, 0, _impostors.Length, 1, 1, weights, biases, output, gradient);
        var each = _genuine.Length / samples.GenuineShares.Length;
        for (var group = 0; group < samples.GenuineShares.Length; group++)
            loss += Add(samples.Genuine, _genuine, group * each, each, -1, samples.GenuineShares[group], weights, biases, output, gradient);
        return loss;
    }

    private float Add(
        EmbeddingSet faces, float[] margins, int from, int count, float sign, float share,
        ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, float output, Span<float> gradient)
    {
        if (share == 0)
            return 0;
        var length = faces.Dimension;
        for (var i = 0; i < count; i++)
        {
            var face = faces[from + i];
            var (active, nearest) = (0f, float.NegativeInfinity);
            var activations = _activations.AsSpan(i * units, units);
            for (var unit = 0; unit < units; unit++)
            {
                var activation = output * (TensorPrimitives.Dot(weights.Slice(unit * length, length), face) + biases[unit]);
                activations[unit] = activation;
                active += Math.Max(0, activation);
                nearest = Math.Max(nearest, activation);
            }

            margins[from + i] = active > 0 ? active : units * nearest;
        }

        var scores = margins.AsSpan(from, count);
        TensorPrimitives.Multiply(scores, sign / (float)softness, scores);
        var largest = TensorPrimitives.Max<float>(scores);
        TensorPrimitives.Subtract(scores, largest, scores);
        TensorPrimitives.Exp(scores, scores);
        var sum = TensorPrimitives.Sum<float>(scores);

        for (var i = 0; i < count; i++)
        {
            var pull = sign * share * output * scores[i] / sum;
            // Its like does not move a float.
            if (Math.Abs(pull) < 1e-6f)
                continue;
            var activations = _activations.AsSpan(i * units, units);
            var nearest = TensorPrimitives.IndexOfMax<float>(activations);
            if (activations[nearest] <= 0)
            {
                Pull(gradient.Slice(nearest * length, length), faces[from + i], units * pull);
                continue;
            }

            for (var unit = 0; unit < units; unit++)
            {
                if (activations[unit] > 0)
                    Pull(gradient.Slice(unit * length, length), faces[from + i], pull);
            }
        }

        return share * (float)softness * (largest + MathF.Log(sum));
    }

    private static void Pull(Span<float> gradient, ReadOnlySpan<float> face, float by) => TensorPrimitives.MultiplyAdd(face, by, gradient, gradient);
}
