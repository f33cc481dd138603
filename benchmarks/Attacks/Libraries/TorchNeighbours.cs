using Mote.Evaluation.Attacks;
using Mote.Recognition.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.Attacks.Libraries;

/// <summary>The audit's nearest neighbours, found and counted by TorchSharp.</summary>
internal sealed class TorchNeighbours : IGroupAttack
{
    private const int Voters = 15;

    public string Name => "neighbours";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        TorchLibrary.Require();
        using var scope = NewDisposeScope();
        var nearest = new long[folds.Count][];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var distances = cdist(TorchModel.Of(features.Rows, folds.Held(fold)), TorchModel.Of(features.Rows, folds.Training(fold)));
            nearest[fold] = distances.topk(Voters, largest: false).indexes.data<long>().ToArray();
        }

        return new Prepared(folds, nearest);
    }

    private sealed class Prepared(Folds folds, long[][] nearest) : IPreparedAttack
    {
        public int[] Guess(IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken)
        {
            TorchLibrary.Require();
            using var scope = NewDisposeScope();
            var guesses = new int[labels.Count];
            for (var fold = 0; fold < folds.Count; fold++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var known = tensor(Array.ConvertAll(folds.Training(fold).ToArray(), person => (long)labels[person]));
                var shares = known.bincount(null, groups).to(float32).reciprocal();
                var held = folds.Held(fold);
                var voters = known.index_select(0, tensor(nearest[fold])).reshape(held.Length, Voters);
                var votes = nn.functional.one_hot(voters, groups).sum(1).to(float32) * shares;
                foreach (var (i, guess) in votes.argmax(1).data<long>().ToArray().Index())
                    guesses[held[i]] = (int)guess;
            }

            return guesses;
        }
    }
}
