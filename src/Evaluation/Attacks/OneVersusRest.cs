using Mote.Evaluation.Sampling;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// Makes an attack of something that tells two classes apart: with two groups it is asked once, with more each group is
/// held against the others and the surest answer counts. The larger class is cut into parts as large as the smaller one,
/// and the decisions of one model a part are added up (Liu, Wu and Zhou 2009, "EasyEnsemble"): with a weight for the rarer
/// class instead, models of few samples still lean to the larger.
/// </summary>
internal sealed class OneVersusRest(Folds folds, OneVersusRest.Decider decide) : IPreparedAttack
{
    private const int MostParts = 3;

    /// <summary>Trains on some of a fold's training people and decides about its held-out people.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="sample">People in training, both classes equally often where there are as many.</param>
    /// <param name="signs">1 or -1 for each of them.</param>
    /// <param name="decisions">Added to for each person held out: the larger, the surer of class 1.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public delegate void Decider(int fold, int[] sample, float[] signs, double[] decisions, CancellationToken cancellationToken);

    public int[] Guess(IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken)
    {
        var guesses = new int[labels.Count];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var held = folds.Held(fold);
            var surest = new double[held.Length];
            if (groups > 2)
                Array.Fill(surest, double.NegativeInfinity);
            // Of two groups the second is decided about, and 0 is the border; the first needs no model of its own.
            for (var group = groups == 2 ? 1 : 0; group < groups; group++)
            {
                var decisions = Decide(fold, labels, group, held.Length, cancellationToken);
                for (var i = 0; i < decisions.Length; i++)
                {
                    if (decisions[i] > surest[i])
                        (surest[i], guesses[held[i]]) = (decisions[i], group);
                }
            }
        }

        return guesses;
    }

    private double[] Decide(int fold, IReadOnlyList<int> labels, int group, int held, CancellationToken cancellationToken)
    {
        var training = folds.Training(fold).ToArray();
        var smaller = Array.FindAll(training, person => labels[person] == group);
        var larger = Array.FindAll(training, person => labels[person] != group);
        var sign = 1f;
        if (smaller.Length > larger.Length)
            (smaller, larger, sign) = (larger, smaller, -1f);
        Shuffling.InPlace<int>(SeededRandom.Create((ulong)fold), larger);

        var parts = Math.Min(MostParts, (larger.Length + smaller.Length - 1) / smaller.Length);
        var decisions = new double[held];
        for (var part = 0; part < parts; part++)
        {
            int[] sample = [.. smaller, .. Enumerable.Range(0, smaller.Length).Select(i => larger[(part * smaller.Length + i) % larger.Length])];
            float[] signs = [.. sample.Select((_, i) => i < smaller.Length ? sign : -sign)];
            decide(fold, sample, signs, decisions, cancellationToken);
        }

        return decisions;
    }
}
