using Mote.Recognition.Cohorts;
using Mote.Recognition.Spaces;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Packs;

/// <summary>Faces placed among the cohort's people (<see cref="FaceSpace"/>); those of the cohort are placed when first asked for.</summary>
/// <param name="cohort">The cohort.</param>
/// <param name="space">Where its faces lie.</param>
internal sealed class PlacedFaces(Cohort cohort, Lazy<FaceSpace> space) : CohortFaces(cohort.Dimension)
{
    private readonly Lazy<EmbeddingSet> _strangers = new(() => space.Value.Place(cohort.Calibration));
    private readonly Lazy<EmbeddingSet> _validation = new(() => space.Value.Place(cohort.Validation));

    public override EmbeddingSet Strangers => _strangers.Value;

    public override EmbeddingSet Validation => _validation.Value;

    private FaceSpace Space => space.Value;

    public override float[] OfDirection(float[] direction)
    {
        var placed = new float[Space.PlacedLength];
        Space.PlaceDirection(direction, placed);
        return placed;
    }

    /// <summary>In a quarter of the time that they take one by one.</summary>
    internal override EmbeddingSet Of(EmbeddingSet embeddings)
    {
        var placed = new float[embeddings.Count * Space.PlacedLength];
        Space.Place(embeddings.Values, embeddings.Count, placed);
        return new EmbeddingSet(placed, Space.PlacedLength);
    }

    internal override float[] Embedding(float[] direction) => Space.Embedding(direction);

    internal override float[] PullBack(ReadOnlySpan<float> embedding, float[] gradient) => Space.PullBack(embedding, gradient);

    private protected override float[] Form(ReadOnlySpan<float> embedding)
    {
        var placed = new float[Space.PlacedLength];
        Space.Place(embedding, placed);
        return placed;
    }
}
