using System.Numerics.Tensors;

namespace Mote.Recognition.Cohorts;

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
        Turn(embedding, direction, out var length);

        var byDirection = gradient[..Dimension].ToArray();
        AddTypicality(direction, DemandScale * gradient[Dimension], byDirection);
        // d(t / |t|) = (1 - t t^T / |t|^2) / |t|
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<float>(byDirection, direction), byDirection, byDirection);
        TensorPrimitives.Divide(byDirection, length, byDirection);

        var byEmbedding = new float[Dimension];
        for (var i = 0; i < Dimension; i++)
            TensorPrimitives.MultiplyAdd(_whitening[i][..(i + 1)], byDirection[i], byEmbedding.AsSpan(0, i + 1), byEmbedding.AsSpan(0, i + 1));
        UnitVector.PullBack(embedding, byEmbedding);
        return byEmbedding;
    }

    /// <summary>Adds the gradient of the typicality: the mean of the nearest people's directions.</summary>
    private void AddTypicality(float[] direction, float slope, float[] gradient)
    {
        var similarities = new float[_directions.Count];
        for (var row = 0; row < similarities.Length; row++)
            similarities[row] = TensorPrimitives.Dot(_directions[row], direction);
        var ordered = (float[])similarities.Clone();
        LargestValues.Mean(ordered, _neighbours);
        var least = TensorPrimitives.Min<float>(ordered.AsSpan(0, _neighbours));
        for (var (row, left) = (0, _neighbours); left > 0; row++)
        {
            if (similarities[row] < least)
                continue;
            TensorPrimitives.MultiplyAdd(_directions[row], slope / _neighbours, gradient, gradient);
            left--;
        }
    }
}
