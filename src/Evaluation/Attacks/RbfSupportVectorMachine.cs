using System.Numerics.Tensors;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// A two-class support vector machine with a Gaussian kernel, trained by sequential minimal optimisation with the
/// maximal violating pair (Platt 1998; Keerthi et al. 2001; Fan, Chen and Lin 2005, working set selection 1).
/// Immutable and thread-safe once trained.
/// </summary>
public sealed class RbfSupportVectorMachine
{
    private const double Tolerance = 1e-3;

    private readonly float[][] _vectors;
    private readonly double[] _weights;
    private readonly double _gamma;
    private readonly double _bias;

    private RbfSupportVectorMachine(float[][] vectors, double[] weights, double gamma, double bias) =>
        (_vectors, _weights, _gamma, _bias) = (vectors, weights, gamma, bias);

    /// <summary>Trains a machine.</summary>
    /// <param name="samples">n vectors of one length.</param>
    /// <param name="classes">The class of each; both occur.</param>
    /// <param name="cost">What a violated margin costs, above 0.</param>
    /// <param name="gamma">The kernel is <c>exp(-gamma |x - y|^2)</c>; null for 1 over dimension times variance.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="ArgumentException">Only one class occurs, or the numbers differ.</exception>
    public static RbfSupportVectorMachine Train(IReadOnlyList<float[]> samples, IReadOnlyList<bool> classes, double cost = 1, double? gamma = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cost);
        if (samples.Count != classes.Count || classes.Distinct().Count() != 2)
            throw new ArgumentException("A support vector machine needs samples of two classes.");
        var width = gamma ?? 1 / (samples[0].Length * Variance(samples));
        var signs = classes.Select(isPositive => isPositive ? 1.0 : -1.0).ToArray();
        var kernel = Kernel(samples, width);
        var alphas = new double[signs.Length];
        // The gradient of the dual: sum_j y_i y_j K_ij alpha_j - 1.
        var gradient = new double[signs.Length];
        Array.Fill(gradient, -1);

        double up, down;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (var i, var j, up, down) = MaximalViolatingPair(alphas, gradient, signs, cost);
            if (up - down < Tolerance)
                break;

            var curvature = Math.Max(1e-12, kernel[i][i] + kernel[j][j] - 2 * kernel[i][j]);
            // How far y alpha moves up at i and down at j, to the optimum or the box's edge.
            var step = Math.Min((up - down) / curvature, Math.Min(Room(i, 1), Room(j, -1)));
            alphas[i] += signs[i] * step;
            alphas[j] -= signs[j] * step;
            for (var k = 0; k < gradient.Length; k++)
                gradient[k] += signs[k] * step * (kernel[i][k] - kernel[j][k]);

            double Room(int index, int direction) => signs[index] * direction > 0 ? cost - alphas[index] : alphas[index];
        }

        int[] support = [.. Enumerable.Range(0, alphas.Length).Where(i => alphas[i] > 0)];
        return new RbfSupportVectorMachine([.. support.Select(i => samples[i])], [.. support.Select(i => alphas[i] * signs[i])], width, (up + down) / 2);
    }

    /// <summary>The signed distance of a vector from the boundary, in kernel space and not normalised; above 0 for the true class.</summary>
    public double Decide(ReadOnlySpan<float> vector)
    {
        var sum = _bias;
        for (var i = 0; i < _vectors.Length; i++)
        {
            double distance = TensorPrimitives.Distance<float>(vector, _vectors[i]);
            sum += _weights[i] * Math.Exp(-_gamma * distance * distance);
        }

        return sum;
    }

    private static (int I, int J, double Up, double Down) MaximalViolatingPair(double[] alphas, double[] gradient, double[] signs, double cost)
    {
        var (i, j, up, down) = (-1, -1, double.NegativeInfinity, double.PositiveInfinity);
        for (var k = 0; k < alphas.Length; k++)
        {
            var value = -signs[k] * gradient[k];
            var (canRise, canFall) = signs[k] > 0 ? (alphas[k] < cost, alphas[k] > 0) : (alphas[k] > 0, alphas[k] < cost);
            if (canRise && value > up)
                (i, up) = (k, value);
            if (canFall && value < down)
                (j, down) = (k, value);
        }

        return (i, j, up, down);
    }

    private static double[][] Kernel(IReadOnlyList<float[]> samples, double gamma) => [.. samples.Select(one => samples.Select(other =>
    {
        double distance = TensorPrimitives.Distance<float>(one, other);
        return Math.Exp(-gamma * distance * distance);
    }).ToArray())];

    private static double Variance(IReadOnlyList<float[]> samples)
    {
        var values = samples.SelectMany(sample => sample).ToArray();
        var mean = values.Average(value => (double)value);
        return Math.Max(double.Epsilon, values.Average(value => (value - mean) * (value - mean)));
    }
}
