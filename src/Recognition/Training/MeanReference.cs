using System.Numerics.Tensors;

namespace Mote.Recognition.Training;

/// <summary>The best single vector of several photos: the mean of their embeddings, L2-normalised.</summary>
public static class MeanReference
{
    /// <summary>The vector.</summary>
    /// <param name="references">One embedding at least, each of d values, L2-normalised.</param>
    public static float[] Of(IReadOnlyList<ReadOnlyMemory<float>> references)
    {
        var mean = references[0].ToArray();
        foreach (var reference in references.Skip(1))
            TensorPrimitives.Add(mean, reference.Span, mean);
        if (references.Count > 1)
            TensorPrimitives.Divide(mean, TensorPrimitives.Norm(mean), mean);
        return mean;
    }
}
