using System.Numerics.Tensors;

namespace Mote.Evaluation.Recipes;

/// <summary>A stored vector whose cosine is moved and scaled.</summary>
internal sealed class VectorTemplate(float[] reference, float mean, float deviation, int bytesBesideTheVector) : IEnrolledScorer
{
    public int Bytes => reference.Length * sizeof(float) + bytesBesideTheVector;

    public TimeSpan Training => TimeSpan.Zero;

    public ScorePlacement? Placement => null;

    public float Score(ReadOnlySpan<float> probe) => (TensorPrimitives.Dot(reference, probe) - mean) / deviation;

    public bool? IsSilent(ReadOnlySpan<float> probe) => null;
}
