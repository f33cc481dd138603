using System.Numerics.Tensors;
using MathNet.Numerics;
using Mote.Recognition.Randomness;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Density;

/// <summary>Chooses a kernel bandwidth by cross-validated likelihood (arXiv 2505.19920: 5 folds, 40 values from 10^-2.5 to 10^0.4).</summary>
public static class BandwidthSelection
{
    private const int Folds = 5;

    // Distances grow with the square of the points; beyond this the choice no longer changes.
    private const int MostPoints = 1500;

    /// <summary>The values tried.</summary>
    public static IReadOnlyList<double> Candidates { get; } = Generate.LogSpaced(40, -2.5, 0.4);

    /// <summary>The candidate under which left-out points are likeliest.</summary>
    /// <param name="points">At least 5; of more than 1,500 a random selection is used.</param>
    /// <param name="seed">Deals the points out into folds.</param>
    /// <param name="cancellationToken">Abandons the search.</param>
    public static double CrossValidated(EmbeddingSet points, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < Folds)
            throw new ArgumentException($"{points.Count} points make no {Folds} folds.", nameof(points));

        var order = Enumerable.Range(0, points.Count).ToArray();
        Combinatorics.SelectPermutationInplace(order, SeededRandom.Create(seed));
        order = order[..Math.Min(order.Length, MostPoints)];
        var likelihoods = new double[Candidates.Count];
        var distances = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var others = 0;
            for (var j = 0; j < order.Length; j++)
            {
                if (j % Folds == i % Folds)
                    continue;
                var distance = TensorPrimitives.Distance(points[order[i]], points[order[j]]);
                distances[others++] = (double)distance * distance;
            }

            for (var candidate = 0; candidate < likelihoods.Length; candidate++)
                likelihoods[candidate] += GaussianKernelDensity.LogLikelihood(distances.AsSpan(0, others), points.Dimension, Candidates[candidate]);
        }

        return Candidates[TensorPrimitives.IndexOfMax(likelihoods)];
    }
}
