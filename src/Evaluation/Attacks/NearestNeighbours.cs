namespace Mote.Evaluation.Attacks;

/// <summary>The nearest people in training vote, each for as much as the person's group is rare.</summary>
/// <param name="voters">How many vote, at least 1.</param>
public sealed class NearestNeighbours(int voters = 15) : IGroupAttack
{
    /// <inheritdoc/>
    public string Name => "neighbours";

    /// <inheritdoc/>
    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentOutOfRangeException.ThrowIfLessThan(voters, 1);
        var nearest = new int[folds.People][];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var training = folds.Training(fold).ToArray();
            foreach (var person in folds.Held(fold))
                nearest[person] = [.. training.OrderBy(other => features.Gram[other][other] - 2 * features.Gram[person][other]).Take(voters)];
        }

        return new Prepared(folds, nearest);
    }

    private sealed class Prepared(Folds folds, int[][] nearest) : IPreparedAttack
    {
        public int[] Guess(IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken)
        {
            var guesses = new int[labels.Count];
            for (var fold = 0; fold < folds.Count; fold++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var members = new double[groups];
                foreach (var person in folds.Training(fold))
                    members[labels[person]]++;
                foreach (var person in folds.Held(fold))
                {
                    var votes = new double[groups];
                    foreach (var neighbour in nearest[person])
                        votes[labels[neighbour]] += 1 / members[labels[neighbour]];
                    guesses[person] = Array.IndexOf(votes, votes.Max());
                }
            }

            return guesses;
        }
    }
}
