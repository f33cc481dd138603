using System.Numerics.Tensors;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Spaces;

/// <summary>How placed faces change with their embeddings.</summary>
public sealed partial class FaceSpace
{
    /// <summary>Turns a gradient by a placed face into one by its embedding, whose length stays as it is.</summary>
    /// <param name="embedding">d values, not all 0.</param>
    /// <param name="gradient"><see cref="PlacedLength"/> values, at the face as <see cref="Place(ReadOnlySpan{float}, Span{float})"/> places it.</param>
    /// <returns>d values. The people nearest to the face count as given, as they are but where two change places.</returns>
    public float[] PullBack(ReadOnlySpan<float> embedding, ReadOnlySpan<float> gradient)
    {
        if (embedding.Length != Dimension || gradient.Length != PlacedLength)
            throw new ArgumentException($"A gradient of {PlacedLength} values is pulled back to {Dimension}, not {gradient.Length} to {embedding.Length}.", nameof(gradient));
        var direction = new float[Dimension];
        Span<float> length = [0];
        Turn(embedding, direction, Dimension, length);

        var byDirection = gradient[..Dimension].ToArray();
        AddTypicality(direction, DemandScale * gradient[Dimension], byDirection);
        // d(t / |t|) = (1 - t t^T / |t|^2) / |t|
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<float>(byDirection, direction), byDirection, byDirection);
        TensorPrimitives.Divide(byDirection, length[0], byDirection);

        var byEmbedding = new float[Dimension];
        for (var i = 0; i < Dimension; i++)
            TensorPrimitives.MultiplyAdd(_whitening[i][..(i + 1)], byDirection[i], byEmbedding.AsSpan(0, i + 1), byEmbedding.AsSpan(0, i + 1));
        UnitVector.PullBack(embedding, byEmbedding);
        return byEmbedding;
    }

    /// <summary>Adds the gradient of the typicality: the mean of the nearest people's directions.</summary>
    private void AddTypicality(float[] direction, float slope, float[] gradient)
    {
        using var similarities = new PersonalBuffer(Packed.Stride);
        Packed.Times([.. direction, 0], similarities.Values);
        foreach (var row in LargestValues.Places(similarities.Values[..People.Count], _neighbours))
            TensorPrimitives.MultiplyAdd(People[row][..Dimension], slope / _neighbours, gradient, gradient);
    }
}
