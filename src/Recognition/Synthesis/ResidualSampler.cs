using System.Numerics.Tensors;
using MathNet.Numerics.Random;
using Mote.Recognition.Density;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Synthesis;

/// <summary>
/// The published synthesis (arXiv 2505.19920): the reference's direction plus a draw from the density of one group's within-person
/// residuals of directions, left at the length it has.
/// </summary>
/// <param name="densities">One a group.</param>
public sealed class ResidualSampler(IReadOnlyList<GaussianKernelDensity> densities) : IGenuineSampler
{
    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<float> reference, double balance, RandomSource random, Span<float> samples, Span<byte> groups)
    {
        var direction = UnitVector.Of(reference);
        var count = samples.Length / reference.Length;
        var drawn = groups.IsEmpty ? new byte[count] : groups;
        GroupQuota.Assign(balance, densities.Count, drawn);
        for (var i = 0; i < count; i++)
        {
            var sample = samples.Slice(i * reference.Length, reference.Length);
            densities[drawn[i]].Sample(random, sample);
            TensorPrimitives.Add(sample, direction, sample);
        }
    }
}
