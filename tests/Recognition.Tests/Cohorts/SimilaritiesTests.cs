using Mote.Recognition.Cohorts;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Cohorts;

public sealed class SimilaritiesTests
{
    /// <summary>Widths that registers divide and such that they do not, against sums in double precision.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(77)]
    [InlineData(128)]
    public void Of_AnyWidth_AreTheInnerProducts(int width)
    {
        const int Rows = 9;
        var rows = new EmbeddingSet(Made.Vector(Rows * width, 1, isUnit: false), width);
        var vectors = Made.Vector(Similarities.AtOnce * width, 2, isUnit: false);
        var products = new float[Similarities.AtOnce * Rows];

        Similarities.Of(rows, vectors, products);

        for (var vector = 0; vector < Similarities.AtOnce; vector++)
        {
            for (var row = 0; row < Rows; row++)
            {
                var expected = 0.0;
                for (var i = 0; i < width; i++)
                    expected += (double)rows[row][i] * vectors[vector * width + i];
                Assert.Equal(expected, products[vector * Rows + row], 1e-4);
            }
        }
    }

    [Fact]
    public void Of_TooFewVectors_IsRefused()
    {
        var rows = new EmbeddingSet(new float[8], 4);
        Assert.Throws<ArgumentException>(() => Similarities.Of(rows, new float[12], new float[8]));
        Assert.Throws<ArgumentException>(() => Similarities.Of(rows, new float[16], new float[7]));
    }
}
