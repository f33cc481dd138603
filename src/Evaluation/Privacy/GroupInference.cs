using Mote.Evaluation.Attacks;

namespace Mote.Evaluation.Privacy;

/// <summary>How well attribute groups can be told from features, and whether that is more than luck.</summary>
/// <param name="Best">The attack that did best, as <c>attack-features</c>.</param>
/// <param name="BalancedAccuracy">Its balanced accuracy; 1/n is chance for n groups, but the best of many attacks is above it by luck.</param>
/// <param name="PermutationP">The p-value of that best under permuted labels.</param>
/// <param name="Permutations">Permutations behind it.</param>
/// <param name="UnderPermutation">The mean best balanced accuracy under permuted labels: what luck alone gives.</param>
/// <param name="Attacks">The balanced accuracy of every attack.</param>
public sealed record GroupInference(
    string Best, double BalancedAccuracy, double PermutationP, int Permutations, double UnderPermutation, IReadOnlyDictionary<string, double> Attacks)
{
    /// <summary>Folds of the cross-validation.</summary>
    public const int FoldCount = 5;

    /// <summary>
    /// Permutations stop when so many did as well as the truth: the p-value, their share so far, is valid and then far
    /// from small (Besag and Clifford 1991, sequential Monte Carlo p-values).
    /// </summary>
    public const int EnoughAsGood = 20;

    private const int Block = 8;

    /// <summary>Runs every attack, then again under permuted labels: the statistic is the best of them all, both times.</summary>
    /// <param name="attacks">The attacks, ready on the same people in the same order.</param>
    /// <param name="labels">The group of each person, numbered from 0.</param>
    /// <param name="folds">Who was held out together, within which labels are permuted.</param>
    /// <param name="permutations">At most so many permutations, at least 1.</param>
    /// <param name="seed">Draws the permutations.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static GroupInference Of(
        IReadOnlyList<NamedAttack> attacks, IReadOnlyList<int> labels, Folds folds, int permutations, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(attacks);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        var groups = labels.Max() + 1;
        var accuracies = new double[attacks.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(0, accuracies.Length, options, i => accuracies[i] = Accuracy(attacks[i], labels));
        var best = Array.IndexOf(accuracies, accuracies.Max());

        var luck = new List<double>();
        var asGood = 0;
        while (luck.Count < permutations && asGood < EnoughAsGood)
        {
            var maxima = new double[Math.Min(Block, permutations - luck.Count)];
            Parallel.For(0, maxima.Length, options, i =>
            {
                var permuted = folds.Permute(labels, seed, (uint)(luck.Count + i + 1));
                maxima[i] = attacks.Max(attack => Accuracy(attack, permuted));
            });
            // Block by block for the cores, but counted one by one, so that the block's size decides nothing.
            foreach (var maximum in maxima.TakeWhile(_ => asGood < EnoughAsGood))
            {
                luck.Add(maximum);
                asGood += maximum >= accuracies[best] ? 1 : 0;
            }

            progress?.Report(Math.Max((double)luck.Count / permutations, (double)asGood / EnoughAsGood));
        }

        var p = asGood == EnoughAsGood ? (double)asGood / luck.Count : (1.0 + asGood) / (1 + luck.Count);
        return new GroupInference(
            attacks[best].Name, accuracies[best], p, luck.Count, luck.Average(), attacks.Zip(accuracies).ToDictionary(pair => pair.First.Name, pair => pair.Second));

        double Accuracy(NamedAttack attack, IReadOnlyList<int> truth) =>
            Metrics.BalancedAccuracy.Of(truth, attack.Attack.Guess(truth, groups, cancellationToken));
    }
}
