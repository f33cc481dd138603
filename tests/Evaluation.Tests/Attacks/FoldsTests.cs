using Mote.Evaluation.Attacks;

namespace Mote.Evaluation.Tests.Attacks;

public sealed class FoldsTests
{
    private static readonly int[] Labels = Planted.Labels(11, 32);

    [Fact]
    public void Stratified_EveryFold_HoldsItsShareAndEverybodyOnce()
    {
        var folds = Folds.Stratified(Labels, 5, 3);
        var held = Enumerable.Range(0, folds.Count).Select(fold => folds.Held(fold).ToArray()).ToArray();
        Assert.Equal(Enumerable.Range(0, 43), held.SelectMany(people => people).Order());
        Assert.All(held, people => Assert.InRange(people.Count(person => Labels[person] == 0), 2, 3));
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Empty(folds.Training(fold).ToArray().Intersect(held[fold])));
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal(43, folds.Training(fold).Length + held[fold].Length));
    }

    [Fact]
    public void Permute_WithinFolds_KeepsEveryFoldsCounts()
    {
        var folds = Folds.Stratified(Labels, 5, 3);
        var permuted = folds.Permute(Labels, 9, 1);
        Assert.NotEqual(Labels, permuted);
        Assert.NotEqual(permuted, folds.Permute(Labels, 9, 2));
        Assert.Equal(permuted, folds.Permute(Labels, 9, 1));
        for (var fold = 0; fold < folds.Count; fold++)
            Assert.Equal(folds.Held(fold).ToArray().Sum(person => Labels[person]), folds.Held(fold).ToArray().Sum(person => permuted[person]));
    }

    [Fact]
    public void Stratified_GroupSmallerThanFolds_IsRefused() => Assert.Throws<ArgumentException>(() => Folds.Stratified(Planted.Labels(4, 20), 5, 1));

    [Fact]
    public void Stratified_OneGroup_IsRefused() => Assert.Throws<ArgumentException>(() => Folds.Stratified(Planted.Labels(20), 5, 1));
}
