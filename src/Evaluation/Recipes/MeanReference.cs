using System.Numerics.Tensors;

namespace Mote.Evaluation.Recipes;

/// <summary>One vector of several photos: their normalised mean, the baseline for several references.</summary>
internal static class MeanReference
{
    public static float[] Of(IReadOnlyList<float[]> references)
    {
        if (references.Count == 1)
            return references[0];
        var mean = new float[references[0].Length];
        foreach (var reference in references)
            TensorPrimitives.Add(mean, reference, mean);
        TensorPrimitives.Divide(mean, TensorPrimitives.Norm<float>(mean), mean);
        return mean;
    }
}
