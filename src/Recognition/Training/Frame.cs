using System.Numerics.Tensors;

namespace Mote.Recognition.Training;

/// <summary>The personal part of a compact network: h orthonormal rows of d values. Not thread-safe.</summary>
internal sealed class Frame
{
    private readonly float[] _rows;

    /// <summary>Takes ownership of the rows and makes them orthonormal.</summary>
    /// <param name="rows">h rows, linearly independent; the first keeps its direction.</param>
    /// <param name="dimension">d.</param>
    public Frame(float[] rows, int dimension)
    {
        _rows = rows;
        Dimension = dimension;
        Orthonormalise();
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>h.</summary>
    public int Count => _rows.Length / Dimension;

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> this[int row] => Row(row);

    /// <summary>Writes the units: the shape's corners in this frame.</summary>
    /// <param name="shape">How they lie to each other.</param>
    /// <param name="units">h rows of <paramref name="stride"/> values, of which the first d are overwritten.</param>
    /// <param name="stride">Values from one row to the next.</param>
    public void Write(CompactShape shape, Span<float> units, int stride)
    {
        for (var unit = 0; unit < shape.Units; unit++)
        {
            var weights = units.Slice(unit * stride, Dimension);
            weights.Clear();
            for (var row = 0; row < Count; row++)
                TensorPrimitives.MultiplyAdd(Row(row), shape[unit, row], weights, weights);
        }
    }

    /// <summary>
    /// A step down a gradient given for the units: carried to the frame (C^T), taken, and made orthonormal again, which is
    /// a retraction to the Stiefel manifold (Absil, Mahony and Sepulchre 2008, example 4.1.3, by QR).
    /// </summary>
    public void Descend(CompactShape shape, ReadOnlySpan<float> gradients, int stride, float rate)
    {
        for (var row = 0; row < Count; row++)
        {
            for (var unit = 0; unit < shape.Units; unit++)
                TensorPrimitives.MultiplyAdd(gradients.Slice(unit * stride, Dimension), -rate * shape[unit, row], Row(row), Row(row));
        }

        Orthonormalise();
    }

    private Span<float> Row(int row) => _rows.AsSpan(row * Dimension, Dimension);

    private void Orthonormalise()
    {
        for (var row = 0; row < Count; row++)
        {
            // Twice is enough (Giraud et al. 2005).
            for (var pass = 0; pass < 2; pass++)
            {
                for (var before = 0; before < row; before++)
                    TensorPrimitives.MultiplyAdd(Row(before), -TensorPrimitives.Dot(Row(before), Row(row)), Row(row), Row(row));
            }

            TensorPrimitives.Divide(Row(row), TensorPrimitives.Norm(Row(row)), Row(row));
        }
    }
}
