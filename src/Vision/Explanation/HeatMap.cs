using System.Numerics.Tensors;

namespace Mote.Vision.Explanation;

/// <summary>How much each part of an aligned face spoke for the score, relative to the part that did most. Immutable.</summary>
public sealed class HeatMap
{
    private readonly float[] _evidence;
    private readonly float[] _values;

    /// <summary>Takes what speaks for the score, part by part, in any unit.</summary>
    /// <param name="rows">Rows of parts, from the top of the face.</param>
    /// <param name="columns">Columns of parts.</param>
    /// <param name="evidence">Row after row; what is negative speaks against the score.</param>
    internal HeatMap(int rows, int columns, ReadOnlySpan<float> evidence)
    {
        (Rows, Columns) = (rows, columns);
        _evidence = evidence.ToArray();
        if (TensorPrimitives.Max<float>(_evidence) is > 0 and var most)
            TensorPrimitives.Divide(_evidence, most, _evidence);
        _values = new float[rows * columns];
        TensorPrimitives.Max(_evidence, 0f, _values);
    }

    /// <summary>Rows of parts.</summary>
    public int Rows { get; }

    /// <summary>Columns of parts.</summary>
    public int Columns { get; }

    /// <summary>Row after row, 0 to 1; what spoke against the score is 0, and all is where nothing spoke for it.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Nothing spoke for the score.</summary>
    public bool IsEmpty => TensorPrimitives.Max<float>(_values) == 0;

    /// <summary>
    /// The same map with one level for each region of the face, what speaks for and against the score in it taken together:
    /// all that the answer to somebody who was not accepted may show. Every further number would tell more of the person.
    /// </summary>
    /// <param name="levels">How many, at least 2.</param>
    public HeatMap ByRegion(int levels) => FaceRegions.Painted(this, levels);

    /// <summary>A value between the centres of four parts, linearly; beyond the outermost centres the outermost one.</summary>
    /// <param name="x">0 at the left edge of the aligned face, 1 at the right one.</param>
    /// <param name="y">0 at the top, 1 at the bottom.</param>
    internal float At(float x, float y) => Between(_values, x, y);

    /// <summary>The same of what speaks for the score and, below 0, against it.</summary>
    internal float EvidenceAt(float x, float y) => Between(_evidence, x, y);

    private float Between(float[] parts, float x, float y)
    {
        var (left, right, across) = Neighbours(x, Columns);
        var (top, bottom, down) = Neighbours(y, Rows);
        return float.Lerp(
            float.Lerp(parts[top * Columns + left], parts[top * Columns + right], across),
            float.Lerp(parts[bottom * Columns + left], parts[bottom * Columns + right], across),
            down);
    }

    private static (int Low, int High, float Share) Neighbours(float place, int count)
    {
        var at = Math.Clamp(place * count - 0.5f, 0, count - 1);
        var low = (int)at;
        return (low, Math.Min(low + 1, count - 1), at - low);
    }
}
