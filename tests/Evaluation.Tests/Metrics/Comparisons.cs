using CsCheck;
using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Metrics;

/// <summary>Score matrices to measure.</summary>
internal static class Comparisons
{
    /// <summary>
    /// Three people of two groups, two probes each of ann and bob and one of eve, who is of the other group. Mated: .9 .5, .8 .3, .7;
    /// non-mated: ann .4 .2 .6, bob .1 .4 .2, eve .3 .3 .4 .1.
    /// </summary>
    public static ScoreMatrix ByHand { get; } = new(
        new Population(["F", "F", "M"]),
        [0, 1, 2],
        [0, 0, 1, 1, 2],
        [
            [0.9f, 0.5f, 0.4f, 0.2f, 0.6f],
            [0.1f, 0.4f, 0.8f, 0.3f, 0.2f],
            [0.3f, 0.3f, 0.4f, 0.1f, 0.7f],
        ]);

    /// <summary>Small matrices with many ties, some people without a reference and some without a probe.</summary>
    public static Gen<ScoreMatrix> Any { get; } =
        from people in Gen.Int[2, 8]
        from groups in Gen.Int[0, 2].Array[people]
        from probes in Gen.Int[0, people - 1].Array[2, 16]
        from enrolled in Gen.Int[2, people]
        from scores in Gen.Int[0, 12].Array[probes.Length].Array[enrolled]
        where Enumerable.Range(0, enrolled).Any(person => probes.Contains(person)) && probes.Distinct().Count() > 1
        select new ScoreMatrix(new Population(Array.ConvertAll(groups, number => $"group {number}")), [.. Enumerable.Range(0, enrolled)], probes, Array.ConvertAll(scores, row => Array.ConvertAll(row, score => score / 12f)));
}
