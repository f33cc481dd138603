using System.Numerics.Tensors;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// The dual problem of a support vector machine, solved by sequential minimal optimisation with the maximal violating pair
/// (Platt 1998; Keerthi et al. 2001; Fan, Chen and Lin 2005, working set selection 1).
/// </summary>
internal static class SupportVectorDual
{
    private const double Tolerance = 1e-3;

    /// <summary>The multipliers of all samples, and the bias.</summary>
    /// <param name="kernel">The kernel of all pairs.</param>
    /// <param name="signs">1 or -1; both occur.</param>
    /// <param name="costs">What a violated margin of each costs, above 0.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static (double[] Multipliers, double Bias) Solve(float[][] kernel, float[] signs, float[] costs, CancellationToken cancellationToken)
    {
        var n = signs.Length;
        var alphas = new double[n];
        // y times the gradient of the dual, with its sign turned: y_i - sum_j y_j alpha_j K_ij.
        var ascents = Array.ConvertAll(signs, sign => (float)sign);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (i, j, up, down) = MaximalViolatingPair(alphas, ascents, signs, costs);
            if (up - down < Tolerance)
                return (alphas, (up + down) / 2);

            var curvature = Math.Max(1e-12, (double)kernel[i][i] + kernel[j][j] - 2 * kernel[i][j]);
            // How far y alpha moves up at i and down at j, to the optimum or the box's edge.
            var step = Math.Min((up - down) / curvature, Math.Min(Room(i, 1), Room(j, -1)));
            alphas[i] += signs[i] * step;
            alphas[j] -= signs[j] * step;
            TensorPrimitives.MultiplyAdd(kernel[i], -(float)step, ascents, ascents);
            TensorPrimitives.MultiplyAdd(kernel[j], (float)step, ascents, ascents);
        }

        double Room(int index, int direction) => signs[index] * direction > 0 ? costs[index] - alphas[index] : alphas[index];
    }

    private static (int I, int J, double Up, double Down) MaximalViolatingPair(double[] alphas, float[] ascents, float[] signs, float[] costs)
    {
        var (i, j, up, down) = (-1, -1, float.NegativeInfinity, float.PositiveInfinity);
        for (var k = 0; k < alphas.Length; k++)
        {
            var value = ascents[k];
            var (canRise, canFall) = signs[k] > 0 ? (alphas[k] < costs[k], alphas[k] > 0) : (alphas[k] > 0, alphas[k] < costs[k]);
            if (canRise && value > up)
                (i, up) = (k, value);
            if (canFall && value < down)
                (j, down) = (k, value);
        }

        return (i, j, up, down);
    }
}
