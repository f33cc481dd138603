using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;
using Mote.Recognition.Randomness;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Synthesis;

/// <summary>Fits a group's <see cref="Spread"/> so that synthetic mated cosines have the quantiles of real ones.</summary>
internal static class SpreadFit
{
    private const int Draws = 4000;

    /// <summary>Searches a grid and then twice around the best of it, always over the same draws.</summary>
    /// <param name="references">Embeddings that samples are drawn around.</param>
    /// <param name="differences">Differences of other people.</param>
    /// <param name="real">What to agree with.</param>
    /// <param name="seed">The draws.</param>
    public static (Spread Spread, MatedQuantiles Reached) Find(EmbeddingSet references, EmbeddingSet differences, MatedQuantiles real, ulong seed)
    {
        var random = SeededRandom.Create(seed);
        // cos(x, x + m delta) needs only x . delta, |delta|^2 and m.
        var draws = new (double Along, double Length, double Normal)[Draws];
        for (var i = 0; i < draws.Length; i++)
        {
            var delta = differences[random.Next(differences.Count)];
            draws[i] = (
                TensorPrimitives.Dot(references[random.Next(references.Count)], delta),
                TensorPrimitives.SumOfSquares(delta),
                Normal.Sample(random, 0, 1));
        }

        var (best, reached) = Best(draws, real, new Spread(1.2, 0.3), scaleStep: 0.1, tailStep: 0.05, reach: 6);
        (best, reached) = Best(draws, real, best, scaleStep: 0.02, tailStep: 0.01, reach: 5);
        return Best(draws, real, best, scaleStep: 0.005, tailStep: 0.0025, reach: 4);
    }

    private static (Spread Spread, MatedQuantiles Reached) Best(
        (double Along, double Length, double Normal)[] draws, MatedQuantiles real, Spread around, double scaleStep, double tailStep, int reach) =>
        (from i in Enumerable.Range(-reach, 2 * reach + 1)
         from j in Enumerable.Range(-reach, 2 * reach + 1)
         let spread = new Spread(Math.Max(0.05, around.Scale + i * scaleStep), Math.Max(0, around.Tail + j * tailStep))
         let reached = MatedQuantiles.Of(draws.Select(draw => Cosine(draw, spread)))
         select (spread, reached)).MinBy(candidate => candidate.reached.Distance(real));

    private static float Cosine((double Along, double Length, double Normal) draw, Spread spread)
    {
        var multiplier = spread.Scale * Math.Exp(spread.Tail * draw.Normal);
        return (float)((1 + multiplier * draw.Along) / Math.Sqrt(1 + 2 * multiplier * draw.Along + multiplier * multiplier * draw.Length));
    }
}
