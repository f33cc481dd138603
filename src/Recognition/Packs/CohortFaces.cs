using System.Numerics.Tensors;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Packs;

/// <summary>Faces of one cohort's embedder in a form that networks take: any face, and those of the cohort itself. Immutable and thread-safe.</summary>
public abstract class CohortFaces
{
    private readonly int _dimension;

    private protected CohortFaces(int dimension) => _dimension = dimension;

    /// <summary>The photos of the calibration partition.</summary>
    public abstract EmbeddingSet Strangers { get; }

    /// <summary>The photos of the validation partition.</summary>
    public abstract EmbeddingSet Validation { get; }

    /// <summary>One face.</summary>
    /// <param name="embedding">d values as the embedder gives them.</param>
    /// <exception cref="ArgumentException">Not d finite values, or all of them 0.</exception>
    public float[] Of(ReadOnlySpan<float> embedding)
    {
        // A comparison that NaN fails too.
        if (embedding.Length != _dimension || !(TensorPrimitives.SumOfSquares(embedding) is > 0 and < float.PositiveInfinity))
            throw new ArgumentException($"An embedding has {_dimension} finite values that are not all 0.", nameof(embedding));
        return Form(embedding);
    }

    /// <summary>A face whose direction did not come from an embedding, such as one that an attacker made up, as of an ordinary photo.</summary>
    /// <param name="direction">d values of length 1, in the coordinates that networks take.</param>
    public abstract float[] OfDirection(float[] direction);

    /// <summary>Several faces, on this thread, each to the bit as alone.</summary>
    /// <param name="embeddings">Rows of d values, as the embedder gives them.</param>
    internal abstract EmbeddingSet Of(EmbeddingSet embeddings);

    /// <summary>The embedding of length 1 that a face comes from.</summary>
    /// <param name="direction">Its direction, in the coordinates that networks take.</param>
    internal abstract float[] Embedding(float[] direction);

    /// <summary>Turns a gradient by the face into one by its embedding.</summary>
    /// <param name="embedding">d values, not all 0.</param>
    /// <param name="gradient">As many values as a face has; may be overwritten.</param>
    internal abstract float[] PullBack(ReadOnlySpan<float> embedding, float[] gradient);

    /// <summary>One face of a proper embedding.</summary>
    private protected abstract float[] Form(ReadOnlySpan<float> embedding);
}
