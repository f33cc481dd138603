using CsCheck;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Tests.Vectors;

public sealed class LargestValuesTests
{
    /// <summary>Any values, equal ones among them, against sorting.</summary>
    [Fact]
    public void AnyValues_AreThoseThatSortingGives() =>
        Gen.Select(Gen.OneOf(Gen.Float[-1, 1].Array[1, 200], Gen.Float[-1, 1].Array[1000, 3000], Gen.Int[-3, 3].Select(value => (float)value).Array[1, 3000]), Gen.Double[0, 1]).Sample((values, share) =>
        {
            var count = 1 + (int)(share * (values.Length - 1));
            var expected = values.OrderDescending().Take(count).ToArray();
            Assert.Equal(expected[^1], LargestValues.Least(values, count));
            Assert.Equal(expected.Average(value => (double)value), LargestValues.Mean(values, count), 1e-5);
            var places = LargestValues.Places(values, count);
            Assert.Equal(expected, places.Select(place => values[place]));
            Assert.Equal(count, places.Distinct().Count());
        });

    /// <summary>Nobody may hang on what came of a division by zero.</summary>
    [Fact]
    public void Mean_NoNumberAmongThem_Ends()
    {
        Assert.False(float.IsFinite(LargestValues.Mean([1, float.NaN, 2], 2)));
        Assert.Equal(2, LargestValues.Places([1, float.NaN, 2], 2).Length);
    }

    [Theory]
    [InlineData(new float[] { 0, 0, 0 }, 2, 0)]
    [InlineData(new float[] { 3, 3, 3, 1 }, 1, 3)]
    [InlineData(new float[] { -1, 1, float.Epsilon, 0 }, 3, 0)]
    [InlineData(new float[] { -2 }, 1, -2)]
    public void Least_EqualAndTinyValues_IsExact(float[] values, int count, float expected) => Assert.Equal(expected, LargestValues.Least(values, count));
}
