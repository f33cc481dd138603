using System.Numerics.Tensors;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Training;

/// <summary>The best single vector of several photos: the mean of their directions, L2-normalised.</summary>
public static class MeanReference
{
    /// <summary>The vector.</summary>
    /// <param name="references">One embedding at least, each of d values.</param>
    public static float[] Of(IReadOnlyList<ReadOnlyMemory<float>> references)
    {
        var mean = UnitVector.Of(references[0].Span);
        foreach (var reference in references.Skip(1))
            TensorPrimitives.Add(mean, UnitVector.Of(reference.Span), mean);
        return references.Count > 1 ? UnitVector.Of(mean) : mean;
    }
}
