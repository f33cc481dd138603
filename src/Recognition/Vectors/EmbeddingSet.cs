namespace Mote.Recognition.Vectors;

/// <summary>
/// An immutable matrix of vectors of one embedder: <see cref="Count"/> rows of <see cref="Dimension"/> values,
/// row after row in one block, so that a whole set enters a matrix product without a copy.
/// </summary>
public sealed class EmbeddingSet
{
    private readonly float[] _values;

    /// <summary>Takes ownership of <paramref name="values"/>; the caller must not change it afterwards.</summary>
    /// <param name="values">Rows of <paramref name="dimension"/> values, one after another.</param>
    /// <param name="dimension">Values a row, at least 1.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the dimension.</exception>
    public EmbeddingSet(float[] values, int dimension)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
            throw new ArgumentException($"{values.Length} values do not make whole rows of {dimension}.", nameof(values));

        _values = values;
        Dimension = dimension;
    }

    /// <summary>Values a row.</summary>
    public int Dimension { get; }

    /// <summary>Rows.</summary>
    public int Count => _values.Length / Dimension;

    /// <summary>All rows, one after another.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Dimension, Dimension);
}
