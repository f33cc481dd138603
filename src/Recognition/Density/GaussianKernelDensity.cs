using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Density;

/// <summary>
/// A Gaussian kernel density estimate: the mean of spherical normal distributions around the points (Parzen 1962).
/// Immutable and thread-safe.
/// </summary>
/// <param name="points">At least one point of d values.</param>
/// <param name="bandwidth">The standard deviation of each kernel, positive.</param>
public sealed class GaussianKernelDensity(EmbeddingSet points, double bandwidth)
{
    /// <summary>The points.</summary>
    public EmbeddingSet Points { get; } = points is { Count: > 0 } ? points : throw new ArgumentException("A density has points.", nameof(points));

    /// <summary>The standard deviation of each kernel.</summary>
    public double Bandwidth { get; } = bandwidth > 0 ? bandwidth : throw new ArgumentOutOfRangeException(nameof(bandwidth), bandwidth, "A bandwidth is positive.");

    /// <summary>The natural logarithm of the density at <paramref name="x"/>.</summary>
    public double LogLikelihood(ReadOnlySpan<float> x)
    {
        var distances = new double[Points.Count];
        for (var i = 0; i < distances.Length; i++)
        {
            var distance = TensorPrimitives.Distance(x, Points[i]);
            distances[i] = (double)distance * distance;
        }

        return LogLikelihood(distances, Points.Dimension, Bandwidth);
    }

    /// <summary>Draws one point.</summary>
    /// <param name="random">Where the draw comes from.</param>
    /// <param name="point">d values, overwritten.</param>
    public void Sample(RandomSource random, Span<float> point)
    {
        ArgumentNullException.ThrowIfNull(random);
        Points[random.Next(Points.Count)].CopyTo(point);
        for (var i = 0; i < point.Length; i++)
            point[i] += (float)Normal.Sample(random, 0, Bandwidth);
    }

    /// <summary>
    /// <c>log(1/n sum_i N(x; p_i, h^2 I))</c> from the squared distances <c>|x - p_i|^2</c>, so that one set of
    /// distances serves every bandwidth.
    /// </summary>
    internal static double LogLikelihood(ReadOnlySpan<double> squaredDistances, int dimension, double bandwidth)
    {
        var precision = -0.5 / (bandwidth * bandwidth);
        // The nearest point leads, so that nothing underflows.
        var nearest = TensorPrimitives.Min(squaredDistances);
        var sum = 0.0;
        foreach (var distance in squaredDistances)
            sum += Math.Exp(precision * (distance - nearest));
        return precision * nearest + Math.Log(sum / squaredDistances.Length)
            - dimension * (Math.Log(bandwidth) + 0.5 * Math.Log(2 * Math.PI));
    }
}
