using System.Numerics.Tensors;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// A two-class support vector machine with a Gaussian kernel (<see cref="SupportVectorDual"/>). Immutable and thread-safe
/// once trained.
/// </summary>
public sealed class RbfSupportVectorMachine
{
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
        var signs = classes.Select(isPositive => isPositive ? 1f : -1f).ToArray();
        var costs = new float[signs.Length];
        Array.Fill(costs, (float)cost);
        var (alphas, bias) = SupportVectorDual.Solve(Kernel(samples, width), signs, costs, cancellationToken);

        int[] support = [.. Enumerable.Range(0, alphas.Length).Where(i => alphas[i] > 0)];
        return new RbfSupportVectorMachine([.. support.Select(i => samples[i])], [.. support.Select(i => alphas[i] * signs[i])], width, bias);
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

    private static float[][] Kernel(IReadOnlyList<float[]> samples, double gamma) => [.. samples.Select(one => samples.Select(other =>
    {
        double distance = TensorPrimitives.Distance<float>(one, other);
        return (float)Math.Exp(-gamma * distance * distance);
    }).ToArray())];

    private static double Variance(IReadOnlyList<float[]> samples)
    {
        var values = samples.SelectMany(sample => sample).ToArray();
        var mean = values.Average(value => (double)value);
        return Math.Max(double.Epsilon, values.Average(value => (value - mean) * (value - mean)));
    }
}
