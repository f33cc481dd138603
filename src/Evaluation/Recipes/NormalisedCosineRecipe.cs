using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Training;
using Mote.Recognition.Vectors;

namespace Mote.Evaluation.Recipes;

/// <summary>
/// The cosine, normalised per subject by the mean and deviation of the <see cref="Nearest"/> most similar members of the
/// training cohort: what a vector template reaches that keeps two personal numbers.
/// </summary>
/// <param name="cohort">The cohort.</param>
/// <param name="cohortKey">Names the cohort.</param>
public sealed class NormalisedCosineRecipe(Cohort cohort, string cohortKey) : IScoredRecipe
{
    /// <summary>Cohort members who place a subject.</summary>
    public const int Nearest = 200;

    /// <inheritdoc/>
    public string Name => "cosine-norm";

    /// <inheritdoc/>
    public string ScoreKind => "normalised";

    /// <inheritdoc/>
    public string Key => $"{Name} {cohortKey}";

    /// <inheritdoc/>
    public double? LowestStatedFmr => null;

    /// <inheritdoc/>
    public double? StatedThreshold(double fmr) => null;

    /// <inheritdoc/>
    public float[] Prepare(float[] embedding) => UnitVector.Of(embedding);

    /// <inheritdoc/>
    public IEnrolledScorer Enrol(IReadOnlyList<float[]> references, string group, ulong seed, CancellationToken cancellationToken)
    {
        var reference = MeanReference.Of([.. references.Select(reference => (ReadOnlyMemory<float>)reference)]);
        var members = cohort.Training.Embeddings;
        var cosines = new float[members.Count];
        for (var row = 0; row < cosines.Length; row++)
            cosines[row] = TensorPrimitives.Dot<float>(reference, members[row]);
        Array.Sort(cosines);
        var nearest = cosines.AsSpan(Math.Max(0, cosines.Length - Nearest));
        return new VectorTemplate(reference, TensorPrimitives.Average<float>(nearest), TensorPrimitives.StdDev<float>(nearest), 2 * sizeof(float));
    }
}
