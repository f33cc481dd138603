using MathNet.Numerics.LinearAlgebra;

namespace Mote.Evaluation.Attacks;

/// <summary>Vectors with the inner products of the Gram matrix, so that a linear model costs the same however many features there are.</summary>
internal static class ShortCoordinates
{
    // More on the diagonal than single precision takes away, or there is no factor.
    private const double Ridge = 1e-4;

    /// <summary>The rows themselves, scaled, where they are no longer than there are people; otherwise the rows of the Gram matrix's Cholesky factor.</summary>
    public static double[][] Of(IReadOnlyList<float[]> rows, Lazy<float[][]> gram)
    {
        if (rows[0].Length <= rows.Count)
        {
            var scale = 1 / Math.Sqrt(Math.Max(1, rows[0].Length));
            return [.. rows.Select(row => Array.ConvertAll(row, value => scale * value))];
        }

        var factor = Matrix<double>.Build.Dense(rows.Count, rows.Count, (i, j) => gram.Value[i][j] + (i == j ? Ridge : 0)).Cholesky().Factor;
        return factor.ToRowArrays();
    }
}
