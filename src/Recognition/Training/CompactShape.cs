using System.Numerics.Tensors;

namespace Mote.Recognition.Training;

/// <summary>
/// What all compact networks share: how the h units lie to each other. A network's first layer is <c>W = C F</c> with
/// this C and a personal F of h orthonormal rows, the frame, so <c>W W^T = C C^T</c> is the same for everybody and tells
/// nothing of anybody, whatever orthogonal transform hides the frame. The units stand around the frame's first row
/// like the corners of a regular simplex, each at one cosine to it.
/// </summary>
internal sealed class CompactShape
{
    private readonly float[,] _corners;

    /// <param name="units">h, at least 1.</param>
    /// <param name="cosine">Of a unit to the frame's first row, above 0 and at most 1; 1 for a single unit.</param>
    public CompactShape(int units, double cosine)
    {
        Units = units;
        Cosine = units == 1 ? 1 : (float)cosine;
        _corners = new float[units, units];
        var sine = Math.Sqrt(1 - (double)Cosine * Cosine);
        for (var unit = 0; unit < units; unit++)
        {
            _corners[unit, 0] = Cosine;
            // Helmert's contrasts: orthonormal, and orthogonal to the sum.
            for (var k = 1; k < units; k++)
            {
                var contrast = (unit < k ? 1 : unit == k ? -k : 0) / Math.Sqrt(k * (k + 1.0));
                _corners[unit, k] = (float)(sine * Math.Sqrt(units / (units - 1.0)) * contrast);
            }
        }
    }

    /// <summary>h.</summary>
    public int Units { get; }

    /// <summary>Of a unit to the frame's first row.</summary>
    public float Cosine { get; }

    /// <summary>The weight of a unit's output at which the margin rises by 1 with the cosine to the frame's first row.</summary>
    public float Output => 1 / (Units * Cosine);

    /// <summary>The share of a frame's row in a unit.</summary>
    public float this[int unit, int row] => _corners[unit, row];

    /// <summary>The weight of a face's scaled demand in every unit.</summary>
    /// <param name="dimension">d.</param>
    public float Demand(int dimension) => -Cosine / MathF.Sqrt(dimension);

    /// <summary>The inner product of two units, an element of C C^T.</summary>
    public float Product(int unit, int other)
    {
        var product = 0f;
        for (var row = 0; row < Units; row++)
            product += _corners[unit, row] * _corners[other, row];
        return product;
    }

    /// <summary>
    /// The frame of units that stand in this shape but for rounding: C^-1 W, made orthonormal. The columns of C are
    /// orthogonal, so its inverse is its transpose over their squared lengths. The first row, where the network looks, keeps
    /// its direction.
    /// </summary>
    /// <param name="units">h rows, whose first d values are read.</param>
    /// <param name="stride">Values from one row to the next.</param>
    /// <param name="dimension">d.</param>
    public Frame FrameOf(ReadOnlySpan<float> units, int stride, int dimension)
    {
        var rows = new float[Units * dimension];
        for (var row = 0; row < Units; row++)
        {
            var squared = 0f;
            for (var unit = 0; unit < Units; unit++)
                squared += _corners[unit, row] * _corners[unit, row];
            for (var unit = 0; unit < Units; unit++)
            {
                var into = rows.AsSpan(row * dimension, dimension);
                TensorPrimitives.MultiplyAdd(units.Slice(unit * stride, dimension), _corners[unit, row] / squared, into, into);
            }
        }

        return new Frame(rows, dimension);
    }
}
