using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// A random forest (Breiman 2001): every tree sees a bootstrap sample that is as large of every group (Chen, Liaw and Breiman
/// 2004, "balanced random forest"), every split the best of a random few features. Thresholds are quantiles of the features (<see cref="QuantileBins"/>).
/// </summary>
/// <param name="trees">Trees, at least 1.</param>
/// <param name="seed">Draws the samples and features.</param>
public sealed class RandomForest(int trees = 30, ulong seed = 1) : IGroupAttack
{
    // More of them make no better trees here, only slower ones.
    private const int MostCandidates = 32;

    /// <inheritdoc/>
    public string Name => "forest";

    /// <inheritdoc/>
    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentOutOfRangeException.ThrowIfLessThan(trees, 1);
        return new Prepared(QuantileBins.Of(features.Rows), folds, trees, seed);
    }

    private sealed class Prepared(byte[][] bins, Folds folds, int trees, ulong seed) : IPreparedAttack
    {
        public int[] Guess(IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken)
        {
            int[] classes = [.. labels];
            var votes = new float[folds.People][];
            var candidates = Math.Min(MostCandidates, (int)Math.Ceiling(Math.Sqrt(bins.Length)));
            for (var fold = 0; fold < folds.Count; fold++)
            {
                var training = folds.Training(fold).ToArray();
                var held = folds.Held(fold);
                foreach (var person in held)
                    votes[person] = new float[groups];
                var members = Enumerable.Range(0, groups).Select(group => Array.FindAll(training, person => classes[person] == group)).ToArray();
                var each = members.Min(people => people.Length);
                for (var tree = 0; tree < trees; tree++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var random = SeededRandom.Create(seed, (uint)(fold * trees + tree));
                    var sample = new int[each * groups];
                    for (var i = 0; i < sample.Length; i++)
                        sample[i] = members[i % groups][random.Next(members[i % groups].Length)];
                    var grown = DecisionTree.Grow(bins, sample, classes, groups, candidates, random);
                    foreach (var person in held)
                        grown.Vote(bins, person, votes[person]);
                }
            }

            return Array.ConvertAll(votes, vote => Array.IndexOf(vote, vote.Max()));
        }
    }
}
