using Mote.Evaluation.Attacks;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Tests.Attacks;

public sealed class RandomForestTests
{
    [Fact]
    public void QuantileBins_LargerValues_AreNeverInLowerBins()
    {
        var values = Planted.Features(Planted.Labels(101), 1, 0, 0, 4);
        var bins = QuantileBins.Of(values)[0];
        var inOrder = values.Select((row, person) => (row[0], bins[person])).Order().Select(pair => pair.Item2).ToArray();
        Assert.Equal(inOrder.Order(), inOrder);
        Assert.Equal(QuantileBins.Most, inOrder.Distinct().Count());
        Assert.All(inOrder.CountBy(bin => bin), bin => Assert.InRange(bin.Value, 5, 8));
    }

    [Fact]
    public void QuantileBins_EqualValues_ShareABin() => Assert.Single(QuantileBins.Of([[1], [1], [1]])[0].Distinct());

    [Fact]
    public void Grow_OneFeatureTells_SplitsAtItsBorder()
    {
        // Bins 0 to 7 are group 0, 8 to 15 group 1; the other feature says nothing.
        byte[][] bins = [[.. Enumerable.Range(0, 32).Select(i => (byte)(i % 16))], new byte[32]];
        int[] labels = [.. bins[0].Select(bin => bin < 8 ? 0 : 1)];
        var tree = DecisionTree.Grow(bins, [.. Enumerable.Range(0, 32)], labels, 2, candidates: 8, SeededRandom.Create(1));
        for (var person = 0; person < 32; person++)
        {
            var votes = new float[2];
            tree.Vote(bins, person, votes);
            Assert.Equal(1, votes[labels[person]]);
        }
    }
}
