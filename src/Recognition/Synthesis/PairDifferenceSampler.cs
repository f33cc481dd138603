using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Mote.Recognition.Density;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Synthesis;

/// <summary>
/// The reference's direction plus the difference between two photos of one cohort person, times a heavy-tailed multiplier,
/// at the length of the photo that the difference leads to. A residual from a person's mean understates how two photos
/// differ, since the reference deviates from its own mean too.
/// </summary>
/// <param name="differences">Differences between two photos of one person, a set a group.</param>
/// <param name="spreads">The multiplier, one a group.</param>
public sealed class PairDifferenceSampler(IReadOnlyList<PhotoDifferences> differences, IReadOnlyList<Spread> spreads) : IGenuineSampler
{
    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<float> reference, double balance, RandomSource random, Span<float> samples, Span<byte> groups)
    {
        ArgumentNullException.ThrowIfNull(random);
        var direction = UnitVector.Of(reference);
        var count = samples.Length / reference.Length;
        var drawn = groups.IsEmpty ? new byte[count] : groups;
        GroupQuota.Assign(balance, differences.Count, drawn);
        for (var i = 0; i < count; i++)
        {
            var group = drawn[i];
            var sample = samples.Slice(i * reference.Length, reference.Length);
            var multiplier = spreads[group].Scale * Math.Exp(spreads[group].Tail * Normal.Sample(random, 0, 1));
            var pair = random.Next(differences[group].Lengths.Count);
            TensorPrimitives.MultiplyAdd(differences[group].Values[pair], (float)multiplier, direction, sample);
            TensorPrimitives.Multiply(sample, differences[group].Lengths[pair] / TensorPrimitives.Norm(sample), sample);
        }
    }
}
