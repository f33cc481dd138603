using System.Numerics.Tensors;

namespace Mote.Evaluation.Attacks;

/// <summary>Inner products of all pairs.</summary>
internal static class Gram
{
    /// <summary>The inner products over the number of features; zeros where there are no features.</summary>
    public static float[][] Of(IReadOnlyList<float[]> rows)
    {
        var gram = new float[rows.Count][];
        for (var i = 0; i < gram.Length; i++)
            gram[i] = new float[gram.Length];
        var scale = 1f / Math.Max(1, rows[0].Length);
        Parallel.For(0, gram.Length, i =>
        {
            for (var j = 0; j <= i; j++)
                gram[i][j] = gram[j][i] = scale * TensorPrimitives.Dot<float>(rows[i], rows[j]);
        });
        return gram;
    }

    /// <summary>The square of these rows and columns.</summary>
    public static float[][] Part(float[][] gram, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        var part = new float[rows.Length][];
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = new float[columns.Length];
            for (var j = 0; j < columns.Length; j++)
                part[i][j] = gram[rows[i]][columns[j]];
        }

        return part;
    }
}
