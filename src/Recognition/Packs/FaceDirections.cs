using Mote.Recognition.Cohorts;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Packs;

/// <summary>Faces as their directions alone.</summary>
/// <param name="cohort">The cohort.</param>
internal sealed class FaceDirections(Cohort cohort) : CohortFaces(cohort.Dimension)
{
    public override EmbeddingSet Strangers => cohort.Calibration.Embeddings;

    public override EmbeddingSet Validation => cohort.Validation.Embeddings;

    public override float[] OfDirection(float[] direction) => direction;

    internal override EmbeddingSet Of(EmbeddingSet embeddings) => UnitVector.Of(embeddings);

    internal override float[] Embedding(float[] direction) => direction;

    internal override float[] PullBack(ReadOnlySpan<float> embedding, float[] gradient)
    {
        UnitVector.PullBack(embedding, gradient);
        return gradient;
    }

    private protected override float[] Form(ReadOnlySpan<float> embedding) => UnitVector.Of(embedding);
}
