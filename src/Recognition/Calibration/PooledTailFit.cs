using Mote.Recognition.Networks;

namespace Mote.Recognition.Calibration;

/// <summary>
/// Fits the pooled tail. Each network is placed by four fifths of the strangers and standardises the margins of the
/// last fifth, in turn, so that the uncertainty of placing a subject is part of the tail and the rate achieved on new
/// strangers is the rate stated.
/// </summary>
public static class PooledTailFit
{
    private const int Folds = 5;

    /// <summary>Fits the tail of one recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="margins">For each cohort person enrolled for the purpose, the margins of all strangers, in one order.</param>
    /// <param name="strangers">The person of each stranger's photo, in that order: nobody is in two folds.</param>
    /// <exception cref="ArgumentException">There are too few people or strangers to fit a tail.</exception>
    public static PooledTail Fit(Recipe recipe, IReadOnlyList<float[]> margins, ReadOnlySpan<int> strangers)
    {
        ArgumentNullException.ThrowIfNull(margins);
        var folds = FoldsOf(strangers);
        List<double> excesses = [];
        var comparisons = 0;
        foreach (var subject in margins)
        {
            if (subject.Length != folds.Length)
                throw new ArgumentException($"{subject.Length} margins of {folds.Length} strangers.", nameof(margins));
            for (var fold = 0; fold < Folds; fold++)
            {
                var placement = TailPlacement.Of([.. subject.Where((_, i) => folds[i] != fold)]);
                for (var i = 0; i < subject.Length; i++)
                {
                    if (folds[i] != fold)
                        continue;
                    comparisons++;
                    if (placement.Standardise(subject[i]) is > 0 and var excess)
                        excesses.Add(excess);
                }
            }
        }

        var tail = GeneralisedPareto.Fit([.. excesses]);
        return new PooledTail(recipe, tail.Shape, tail.Scale, (double)excesses.Count / comparisons, comparisons, margins.Count);
    }

    /// <summary>Deals people out in the order of their first photo.</summary>
    private static int[] FoldsOf(ReadOnlySpan<int> strangers)
    {
        Dictionary<int, int> dealt = [];
        var folds = new int[strangers.Length];
        for (var i = 0; i < strangers.Length; i++)
        {
            if (!dealt.TryGetValue(strangers[i], out folds[i]))
                dealt[strangers[i]] = folds[i] = dealt.Count % Folds;
        }

        return folds;
    }
}
