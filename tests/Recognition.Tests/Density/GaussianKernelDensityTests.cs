using Mote.Recognition.Density;
using Mote.Recognition.Randomness;
using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Tests.Density;

public sealed class GaussianKernelDensityTests
{
    private static readonly EmbeddingSet Points = new(Made.Vector(40 * 3, 5), 3);

    [Fact]
    public void LogLikelihood_OfOnePoint_HasTheClosedForm()
    {
        var density = new GaussianKernelDensity(new EmbeddingSet([0, 0], 2), 0.5);
        // log N(x; 0, h^2 I) in two dimensions, |x|^2 = 5.
        Assert.Equal(-5 / (2 * 0.25) - Math.Log(2 * Math.PI * 0.25), density.LogLikelihood([1, 2]), 1e-6);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    [InlineData(3)]
    public void LogLikelihood_IsThatOfPlainArithmetic(double bandwidth)
    {
        var density = new GaussianKernelDensity(Points, bandwidth);
        for (ulong seed = 0; seed < 20; seed++)
        {
            var x = Made.Vector(3, seed);
            Assert.Equal(Plain(Rows(), x, bandwidth), density.LogLikelihood(x), 1e-4 * Math.Abs(Plain(Rows(), x, bandwidth)) + 1e-4);
        }
    }

    [Fact]
    public void CrossValidated_IsTheBestOfABruteForceSearchOverTheSameFolds()
    {
        // 25 points in 5 folds, dealt out as the search does: by a seeded order.
        var points = new EmbeddingSet(Made.Vector(25 * 3, 8), 3);
        var chosen = BandwidthSelection.CrossValidated(points, 4, TestContext.Current.CancellationToken);
        var order = Enumerable.Range(0, 25).ToArray();
        MathNet.Numerics.Combinatorics.SelectPermutationInplace(order, SeededRandom.Create(4));
        var best = BandwidthSelection.Candidates.MaxBy(bandwidth => Enumerable.Range(0, 25).Sum(i =>
            Plain([.. Enumerable.Range(0, 25).Where(j => j % 5 != i % 5).Select(j => points[order[j]].ToArray())], points[order[i]].ToArray(), bandwidth)));
        Assert.Equal(best, chosen);
        Assert.Equal(40, BandwidthSelection.Candidates.Count);
        Assert.Equal((Math.Pow(10, -2.5), Math.Pow(10, 0.4)), (BandwidthSelection.Candidates[0], BandwidthSelection.Candidates[^1]));
    }

    [Fact]
    public void Sample_HasTheMeanOfThePointsAndTheirCovariancePlusTheKernels()
    {
        const int Draws = 200_000;
        const double Bandwidth = 0.3;
        var density = new GaussianKernelDensity(Points, Bandwidth);
        var random = SeededRandom.Create(9);
        var sample = new float[3];
        var (sums, squares) = (new double[3], new double[3, 3]);
        for (var i = 0; i < Draws; i++)
        {
            density.Sample(random, sample);
            for (var a = 0; a < 3; a++)
            {
                sums[a] += sample[a];
                for (var b = 0; b < 3; b++)
                    squares[a, b] += sample[a] * sample[b];
            }
        }

        var rows = Rows();
        for (var a = 0; a < 3; a++)
        {
            Assert.Equal(rows.Average(row => row[a]), sums[a] / Draws, 0.01);
            for (var b = 0; b < 3; b++)
            {
                var expected = rows.Average(row => row[a] * row[b]) - rows.Average(row => row[a]) * rows.Average(row => row[b]) + (a == b ? Bandwidth * Bandwidth : 0);
                Assert.Equal(expected, squares[a, b] / Draws - sums[a] / Draws * (sums[b] / Draws), 0.01);
            }
        }
    }

    private static float[][] Rows() => [.. Enumerable.Range(0, Points.Count).Select(i => Points[i].ToArray())];

    private static double Plain(float[][] points, float[] x, double bandwidth)
    {
        var exponents = points.Select(point => -point.Zip(x, (p, q) => Math.Pow((double)p - q, 2)).Sum() / (2 * bandwidth * bandwidth)).ToArray();
        var largest = exponents.Max();
        return largest + Math.Log(exponents.Average(exponent => Math.Exp(exponent - largest))) - x.Length / 2.0 * Math.Log(2 * Math.PI * bandwidth * bandwidth);
    }
}
