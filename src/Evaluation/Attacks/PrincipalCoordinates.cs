using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Mote.Evaluation.Attacks;

/// <summary>Principal components by way of the Gram matrix, which is small where there are more features than people.</summary>
internal static class PrincipalCoordinates
{
    /// <summary>At most so many components.</summary>
    public const int Most = 32;

    /// <summary>The leading coordinates of each person, of variance 1; none where nothing varies.</summary>
    /// <param name="gram">Inner products of centred rows.</param>
    public static float[][] Of(float[][] gram)
    {
        var n = gram.Length;
        var spectrum = DenseMatrix.Build.Dense(n, n, (i, j) => gram[i][j]).Evd(Symmetricity.Symmetric);
        var values = spectrum.EigenValues;
        // Ascending, the largest last; what is not above rounding is no direction.
        int[] leading = [.. Enumerable.Range(0, n).Reverse().Where(i => values[i].Real > 1e-6 * values[n - 1].Real && values[i].Real > 0).Take(Most)];
        var scale = Math.Sqrt(n);
        return [.. Enumerable.Range(0, n).Select(person => leading.Select(i => (float)(scale * spectrum.EigenVectors[person, i])).ToArray())];
    }
}
