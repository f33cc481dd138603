using Mote.Evaluation.Attacks;

namespace Mote.Evaluation.Tests.Attacks;

public sealed class FeatureSetTests
{
    [Fact]
    public void Rows_Standardised_LeaveConstantsOut()
    {
        // Mean 2 and deviation 1; the second column is constant but for rounding.
        var set = new FeatureSet("two", [[1, 5], [3, 5.000001f], [1, 5], [3, 5]]);
        Assert.Equal([[-1f], [1f], [-1f], [1f]], set.Rows);
        Assert.Equal(1, set.Dimension);
        Assert.Equal([1f, -1f, 1f, -1f], set.Gram[0]);
    }

    [Fact]
    public void Principal_Coordinates_AreUncorrelatedAndOfVarianceOne()
    {
        var set = new FeatureSet("four", Planted.Features(Planted.Labels(20, 20), 4, 4, 3, 5));
        Assert.Equal(4, set.Principal[0].Length);
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j <= i; j++)
                Assert.Equal(i == j ? 1 : 0, set.Principal.Average(row => row[i] * row[j]), 4);
        }

        // The first carries what the shift puts into all four features.
        Assert.True(Math.Abs(set.Principal.Take(20).Average(row => row[0])) > 0.8);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(300)]
    public void Coordinates_HaveTheInnerProductsAndAreNoLongerThanThereArePeople(int dimension)
    {
        var set = new FeatureSet("many", Planted.Features(Planted.Labels(15, 25), dimension, 4, 1, 5));
        Assert.InRange(set.Coordinates[0].Length, 1, 40);
        for (var i = 0; i < 40; i++)
        {
            for (var j = 0; j <= i; j++)
                Assert.Equal(set.Gram[i][j], set.Coordinates[i].Zip(set.Coordinates[j], (one, other) => one * other).Sum(), 2e-4);
        }
    }

    [Fact]
    public void RowsOfDifferentLengths_AreRefused() => Assert.Throws<ArgumentException>(() => new FeatureSet("odd", [[1, 2], [1]]));
}
