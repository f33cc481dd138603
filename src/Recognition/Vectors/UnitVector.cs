using System.Numerics.Tensors;

namespace Mote.Recognition.Vectors;

/// <summary>The direction of an embedding, without its length.</summary>
public static class UnitVector
{
    /// <summary>The vector of length 1 in the same direction.</summary>
    /// <param name="embedding">d finite values, not all 0.</param>
    public static float[] Of(ReadOnlySpan<float> embedding)
    {
        var unit = new float[embedding.Length];
        TensorPrimitives.Divide(embedding, TensorPrimitives.Norm(embedding), unit);
        return unit;
    }

    /// <summary>The same for every row.</summary>
    /// <param name="embeddings">Rows of finite values, none all 0.</param>
    internal static EmbeddingSet Of(EmbeddingSet embeddings)
    {
        var units = new float[embeddings.Count * embeddings.Dimension];
        for (var row = 0; row < embeddings.Count; row++)
            TensorPrimitives.Divide(embeddings[row], TensorPrimitives.Norm(embeddings[row]), units.AsSpan(row * embeddings.Dimension, embeddings.Dimension));
        return new EmbeddingSet(units, embeddings.Dimension);
    }

    /// <summary>Turns a gradient by the direction of an embedding into one by the embedding: d(x / |x|) = (1 - x x^T / |x|^2) / |x|.</summary>
    /// <param name="embedding">d finite values, not all 0.</param>
    /// <param name="gradient">d values; overwritten.</param>
    internal static void PullBack(ReadOnlySpan<float> embedding, Span<float> gradient)
    {
        var direction = Of(embedding);
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<float>(gradient, direction), gradient, gradient);
        TensorPrimitives.Divide(gradient, TensorPrimitives.Norm(embedding), gradient);
    }
}
