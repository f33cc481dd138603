using System.Numerics.Tensors;

namespace Mote.Vision.Explanation;

/// <summary>How much each part of an aligned face spoke for the score, relative to the part that did most. Immutable.</summary>
public sealed class HeatMap
{
    private readonly float[] _values;

    /// <summary>Takes what speaks for the score, part by part, in any unit.</summary>
    /// <param name="rows">Rows of parts, from the top of the face.</param>
    /// <param name="columns">Columns of parts.</param>
    /// <param name="evidence">Row after row; what is negative speaks against the score and counts as 0.</param>
    internal HeatMap(int rows, int columns, ReadOnlySpan<float> evidence)
    {
        (Rows, Columns) = (rows, columns);
        _values = new float[rows * columns];
        TensorPrimitives.Max(evidence, 0f, _values);
        if (TensorPrimitives.Max<float>(_values) is > 0 and var most)
            TensorPrimitives.Divide(_values, most, _values);
    }

    /// <summary>Rows of parts.</summary>
    public int Rows { get; }

    /// <summary>Columns of parts.</summary>
    public int Columns { get; }

    /// <summary>Row after row, 0 to 1; all 0 where nothing spoke for the score.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Nothing spoke for the score.</summary>
    public bool IsEmpty => TensorPrimitives.Max<float>(_values) == 0;

    /// <summary>The same map in so many levels and nothing in between, before anything is drawn or interpolated.</summary>
    /// <param name="levels">At least 2.</param>
    public HeatMap InLevels(int levels) =>
        new(Rows, Columns, Array.ConvertAll(_values, value => LevelOf(value, levels)));

    /// <summary>The nearest level below a value, 0 to 1.</summary>
    internal static float LevelOf(float value, int levels) => Math.Min(MathF.Floor(value * levels), levels - 1) / (levels - 1);

    /// <summary>Between the centres of four parts, linearly; beyond the outermost centres the outermost value.</summary>
    /// <param name="x">0 at the left edge of the aligned face, 1 at the right one.</param>
    /// <param name="y">0 at the top, 1 at the bottom.</param>
    internal float At(float x, float y)
    {
        var (left, right, across) = Between(x, Columns);
        var (top, bottom, down) = Between(y, Rows);
        return float.Lerp(
            float.Lerp(_values[top * Columns + left], _values[top * Columns + right], across),
            float.Lerp(_values[bottom * Columns + left], _values[bottom * Columns + right], across),
            down);
    }

    private static (int Low, int High, float Share) Between(float place, int count)
    {
        var at = Math.Clamp(place * count - 0.5f, 0, count - 1);
        var low = (int)at;
        return (low, Math.Min(low + 1, count - 1), at - low);
    }
}
