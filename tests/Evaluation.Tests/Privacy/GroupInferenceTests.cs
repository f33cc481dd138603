using Mote.Evaluation.Attacks;
using Mote.Evaluation.Privacy;
using Mote.Evaluation.Tests.Attacks;

namespace Mote.Evaluation.Tests.Privacy;

public sealed class GroupInferenceTests
{
    private static readonly int[] Labels = Planted.Labels(30, 60);

    [Fact]
    public void Of_PlantedSignal_IsBeyondLuckAndNamed()
    {
        var result = Infer(2, permutations: 39, 3);
        Assert.InRange(result.BalancedAccuracy, 0.8, 1);
        Assert.Equal(1.0 / 40, result.PermutationP, 12);
        Assert.EndsWith("-telling", result.Best, StringComparison.Ordinal);
        Assert.Equal(result.BalancedAccuracy, result.Attacks[result.Best]);
        Assert.Equal(2 * GroupAttacks.All.Count, result.Attacks.Count);
    }

    [Fact]
    public void Of_Noise_TheBestIsAboveChanceButNotBeyondLuck()
    {
        var results = Enumerable.Range(0, 16).Select(i => Infer(0, permutations: 39, (ulong)i, [new NearestNeighbours(), new LogisticRegression()])).ToArray();
        Assert.True(results.Average(result => result.BalancedAccuracy) > 0.51);
        Assert.True(results.Average(result => result.UnderPermutation) > 0.51);

        // P-values of noise are uniform: mean 1/2, deviation of the mean of 16 below 0.08, and few are small.
        Assert.InRange(results.Average(result => result.PermutationP), 0.25, 0.75);
        Assert.InRange(results.Count(result => result.PermutationP <= 0.1), 0, 5);
    }

    [Fact]
    public void Of_ManyPermutationsAsGood_StopsAndGivesTheirShare()
    {
        // A guess that does not look at anything is as good under every labelling: the first permutations already say so.
        var folds = Folds.Stratified(Labels, 5, 1);
        var attack = new NamedAttack("constant", new Constant(Labels.Length));
        var result = GroupInference.Of([attack], Labels, folds, 1000, 1, null, TestContext.Current.CancellationToken);
        Assert.Equal((0.5, 1, GroupInference.EnoughAsGood), (result.BalancedAccuracy, result.PermutationP, result.Permutations));
    }

    private static GroupInference Infer(double shift, int permutations, ulong seed, IReadOnlyList<IGroupAttack>? attacks = null)
    {
        var folds = Folds.Stratified(Labels, 5, seed);
        FeatureSet[] features =
        [
            new("noise", Planted.Features(Labels, 12, 0, 0, seed + 1000)),
            new("telling", Planted.Features(Labels, 12, 3, shift, seed + 2000)),
        ];
        return GroupInference.Of(NamedAttack.Prepare(features, attacks ?? GroupAttacks.All, folds), Labels, folds, permutations, seed, null, TestContext.Current.CancellationToken);
    }

    private sealed class Constant(int people) : IPreparedAttack
    {
        public int[] Guess(IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken) => new int[people];
    }
}
