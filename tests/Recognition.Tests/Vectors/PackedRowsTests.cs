using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Tests.Vectors;

public sealed class PackedRowsTests
{
    /// <summary>Blocks that are full and such that are not, against sums in double precision.</summary>
    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(9, 77, 7)]
    [InlineData(64, 64, 8)]
    [InlineData(65, 128, 19)]
    [InlineData(200, 129, 33)]
    public void Times_AnyShape_AreTheInnerProducts(int rows, int width, int vectors)
    {
        var matrix = Matrix(rows, width);
        var packed = new PackedRows(matrix);
        var many = Made.Vector(vectors * width, 2, isUnit: false);
        var products = new float[vectors * packed.Stride];

        packed.Times(many, products);

        for (var vector = 0; vector < vectors; vector++)
        {
            for (var row = 0; row < rows; row++)
                Assert.Equal(Dot(matrix[row], many.AsSpan(vector * width, width)), products[vector * packed.Stride + row], 1e-3);
        }
    }

    /// <summary>What a batch gives is to the bit what one alone gives, and what plain fused arithmetic from first to last gives.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(40)]
    public void Times_SeveralVectors_AreToTheBitThoseOfEachAlone(int vectors)
    {
        const int Rows = 130, Width = 129;
        var matrix = Matrix(Rows, Width);
        var packed = new PackedRows(matrix);
        var many = Made.Vector(vectors * Width, 2, isUnit: false);
        var together = new float[vectors * packed.Stride];
        var alone = new float[packed.Stride];

        packed.Times(many, together);

        for (var vector = 0; vector < vectors; vector++)
        {
            packed.Times(many.AsSpan(vector * Width, Width), alone);
            Assert.Equal(alone[..Rows], together.AsSpan(vector * packed.Stride, Rows).ToArray());
            for (var row = 0; row < Rows; row++)
            {
                var sum = 0f;
                for (var i = 0; i < Width; i++)
                    sum = MathF.FusedMultiplyAdd(matrix[row][i], many[vector * Width + i], sum);
                Assert.Equal(sum, alone[row]);
            }
        }
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(130, 129)]
    public void AddWeighted_AnyShape_AddsTheSum(int rows, int width)
    {
        var matrix = Matrix(rows, width);
        var packed = new PackedRows(matrix);
        var weights = new float[packed.Stride];
        Made.Vector(rows, 3).CopyTo(weights, 0);
        float[] sum = [.. Enumerable.Repeat(1f, width)];

        packed.AddWeighted(weights, sum);

        for (var column = 0; column < width; column++)
            Assert.Equal(1 + Enumerable.Range(0, rows).Sum(row => (double)weights[row] * matrix[row][column]), sum[column], 1e-4);
    }

    [Fact]
    public void Write_RentedRows_ReplacesOneAndLeavesTheOthers()
    {
        using var rented = new RentedRows(20, 4);
        rented.Rows.Write(17, [1, 2, 3, 4]);
        rented.Rows.Write(3, [5, 6, 7, 8]);
        rented.Rows.Write(17, [9, 8, 7, 6]);
        for (var row = 0; row < 20; row++)
            Assert.Equal(row switch { 3 => [5, 6, 7, 8], 17 => [9, 8, 7, 6], _ => new float[4] }, Enumerable.Range(0, 4).Select(column => rented.Rows[row, column]));
    }

    [Fact]
    public void Times_OtherLengths_AreRefused()
    {
        var packed = new PackedRows(new EmbeddingSet(new float[8], 4));
        Assert.Throws<ArgumentException>(() => packed.Times(new float[7], new float[packed.Stride]));
        Assert.Throws<ArgumentException>(() => packed.Times(new float[8], new float[packed.Stride]));
        Assert.Throws<ArgumentException>(() => packed.AddWeighted(new float[2], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => packed.Write(2, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => packed.Write(0, new float[3]));
    }

    private static EmbeddingSet Matrix(int rows, int width) => new(Made.Vector(rows * width, 1, isUnit: false), width);

    private static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += (double)one[i] * other[i];
        return sum;
    }
}
