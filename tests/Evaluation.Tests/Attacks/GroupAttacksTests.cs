using Mote.Evaluation.Attacks;
using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Attacks;

public sealed class GroupAttacksTests
{
    public static TheoryData<string> Names => [.. GroupAttacks.All.Select(attack => attack.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Guess_PlantedSignal_IsFound(string name) => Assert.InRange(Accuracy(name, [60, 180], telling: 4, shift: 2), 0.85, 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Guess_Noise_IsChanceThoughOneGroupIsLarger(string name) => Assert.InRange(Accuracy(name, [60, 180], telling: 0, shift: 0), 0.39, 0.61);

    [Theory]
    [MemberData(nameof(Names))]
    public void Guess_ThreeGroups_AreToldApart(string name) => Assert.InRange(Accuracy(name, [50, 60, 90], telling: 4, shift: 2.5), 0.65, 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Guess_Twice_IsTheSame(string name)
    {
        var labels = Planted.Labels(30, 40);
        var attack = Prepare(name, labels, telling: 1, shift: 0.5);
        Assert.Equal(attack.Guess(labels, 2, TestContext.Current.CancellationToken), attack.Guess(labels, 2, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Guess_NothingVaries_IsChance(string name)
    {
        var labels = Planted.Labels(20, 30);
        var attack = Attack(name).Prepare(new FeatureSet("constant", [.. labels.Select(_ => new[] { 3f, 4f })]), Folds.Stratified(labels, 5, 1));
        Assert.Equal(0.5, BalancedAccuracy.Of(labels, attack.Guess(labels, 2, TestContext.Current.CancellationToken)), 6);
    }

    private static double Accuracy(string name, int[] counts, int telling, double shift)
    {
        var labels = Planted.Labels(counts);
        return BalancedAccuracy.Of(labels, Prepare(name, labels, telling, shift).Guess(labels, counts.Length, TestContext.Current.CancellationToken));
    }

    private static IPreparedAttack Prepare(string name, int[] labels, int telling, double shift) =>
        Attack(name).Prepare(new FeatureSet("planted", Planted.Features(labels, 24, telling, shift, 7)), Folds.Stratified(labels, 5, 1));

    private static IGroupAttack Attack(string name) => GroupAttacks.All.Single(attack => attack.Name == name);
}
