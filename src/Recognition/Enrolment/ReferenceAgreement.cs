using System.Numerics.Tensors;
using Mote.Recognition.Training;

namespace Mote.Recognition.Enrolment;

/// <summary>Whether several reference photos can be of one person: a photo of somebody else among them would open the door to both.</summary>
public static class ReferenceAgreement
{
    /// <summary>The smallest cosine between one reference and the mean of the others; 1 for a single reference.</summary>
    /// <param name="references">One embedding at least, each of d values.</param>
    public static float Of(IReadOnlyList<ReadOnlyMemory<float>> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        var least = 1f;
        for (var i = 0; i < references.Count && references.Count > 1; i++)
            least = Math.Min(least, TensorPrimitives.CosineSimilarity(references[i].Span, MeanReference.Of([.. references.Where((_, other) => other != i)])));
        return least;
    }
}
