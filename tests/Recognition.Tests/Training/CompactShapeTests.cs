using System.Numerics.Tensors;
using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Training;

namespace Mote.Recognition.Tests.Training;

public sealed class CompactShapeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0.9)]
    [InlineData(3, 0.97)]
    [InlineData(8, 0.5)]
    public void Corners_AreARegularSimplexAroundTheFirstRow(int units, double cosine)
    {
        var shape = new CompactShape(units, cosine);
        for (var i = 0; i < units; i++)
        {
            for (var j = 0; j < units; j++)
            {
                // Unit vectors, each at the cosine to the axis, and at equal angles to each other around it.
                var expected = i == j ? 1 : cosine * cosine - (1 - cosine * cosine) / (units - 1);
                Assert.Equal(expected, Enumerable.Range(0, units).Sum(row => shape[i, row] * shape[j, row]), 1e-5);
            }

            Assert.Equal(cosine, shape[i, 0], 1e-6);
        }
    }

    [Fact]
    public void Descend_AnyGradient_LeavesTheGramAndTheFirstRowsDirectionOfStart()
    {
        const int Dimension = 24;
        var shape = new CompactShape(3, 0.9);
        var start = Made.Vector(3 * Dimension, 5);
        var frame = new Frame([.. start], Dimension);
        Assert.Equal(1, TensorPrimitives.CosineSimilarity(start.AsSpan(0, Dimension), frame[0]), 1e-5f);

        var units = new float[3 * Dimension];
        for (var step = 0; step < 5; step++)
        {
            frame.Descend(shape, Made.Vector(3 * Dimension, (uint)(6 + step)), Dimension, 0.3f);
            frame.Write(shape, units, Dimension);
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 3; j++)
                    Assert.Equal(i == j ? 1 : 0.81f - 0.19f / 2, TensorPrimitives.Dot<float>(units.AsSpan(i * Dimension, Dimension), units.AsSpan(j * Dimension, Dimension)), 1e-4f);
            }
        }

        Assert.NotEqual(1, TensorPrimitives.CosineSimilarity(start.AsSpan(0, Dimension), frame[0]), 1e-2f);
    }
}
