using Mote.Recognition.Training;
using Mote.Recognition.Vectors;

namespace Mote.Evaluation.Recipes;

/// <summary>A plain vector template: the cosine between reference and probe.</summary>
public sealed class CosineRecipe : IScoredRecipe
{
    /// <inheritdoc/>
    public string Name => "cosine";

    /// <inheritdoc/>
    public string ScoreKind => "raw";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public double? LowestStatedFmr => null;

    /// <inheritdoc/>
    public double? StatedThreshold(double fmr) => null;

    /// <inheritdoc/>
    public float[] Prepare(float[] embedding) => UnitVector.Of(embedding);

    /// <inheritdoc/>
    public IEnrolledScorer Enrol(IReadOnlyList<float[]> references, string group, ulong seed, CancellationToken cancellationToken) =>
        new VectorTemplate(MeanReference.Of([.. references.Select(reference => (ReadOnlyMemory<float>)reference)]), 0, 1, 0);
}
