using MathNet.Numerics.LinearAlgebra;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>The kernel of the audit's own support vector machine, <c>exp(-|x - y|^2 / d)</c>.</summary>
internal static class GaussianKernel
{
    public static float[][] Of(FeatureSet features)
    {
        var gram = features.Gram;
        return [.. gram.Select((row, i) => row.Select((value, j) => MathF.Exp(2 * value - gram[i][i] - gram[j][j])).ToArray())];
    }

    /// <summary>Vectors with the kernel as inner product, so that a linear machine on them is one with this kernel.</summary>
    public static float[][] Coordinates(FeatureSet features)
    {
        var kernel = Of(features);
        // A little more on the diagonal than rounding takes away.
        var factor = Matrix<double>.Build.Dense(kernel.Length, kernel.Length, (i, j) => kernel[i][j] + (i == j ? 1e-4 : 0)).Cholesky().Factor;
        return [.. factor.EnumerateRows().Select(row => Array.ConvertAll(row.ToArray(), value => (float)value))];
    }
}
