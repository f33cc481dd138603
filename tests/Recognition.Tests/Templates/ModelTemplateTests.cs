using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Templates;
using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Tests.Protection;

namespace Mote.Recognition.Tests.Templates;

public sealed class ModelTemplateTests
{
    [Fact]
    public void WeightBytes_CompactAtFaceSize_AreFew()
    {
        var network = Made.Network(Recipe.Compact, dimension: 128);
        // 8 rows of 128 bytes and one for the typicality, with a scale and a bias each; one row of 8 bytes with a scale.
        Assert.Equal(8 * (129 + 4 + 4) + 8 + 4, Quantisation.Bytes(network, WeightPrecision.Int8));
        Assert.Equal(8 * (65 + 4 + 4) + 4 + 4, Quantisation.Bytes(network, WeightPrecision.Int4));
        Assert.Equal(4 * (8 * 129 + 8 + 8), Quantisation.Bytes(network, WeightPrecision.Float32));
    }

    [Theory]
    [InlineData(WeightPrecision.Int8, 127)]
    [InlineData(WeightPrecision.Int4, 7)]
    public void Quantised_Weights_AreOffByAtMostHalfAStep(WeightPrecision precision, int steps)
    {
        var network = Made.Network(Recipe.Compact, 33);
        var quantised = Quantisation.Apply(network, precision);
        for (var unit = 0; unit < 8; unit++)
        {
            var (exact, stored) = (network.Layers[0].Row(unit).ToArray(), quantised.Layers[0].Row(unit).ToArray());
            var half = exact.Max(MathF.Abs) / steps / 2 * 1.0001f;
            Assert.All(exact.Zip(stored), pair => Assert.InRange(pair.First - pair.Second, -half, half));
        }

        Assert.Equal(network.Layers[0].Biases.ToArray(), quantised.Layers[0].Biases.ToArray());
    }

    [Theory]
    [InlineData(Recipe.Paper)]
    [InlineData(Recipe.Compact)]
    [InlineData(Recipe.SingleUnit)]
    public void Decide_AllocatesNothing(Recipe recipe)
    {
        var template = Made.Template(recipe, WeightPrecision.Int8, 128, new OrthogonalTransform(Seeds.Counting, 128));
        var embedding = Made.Face(recipe, 3, 128);
        var stricter = template.Calibration.Tail.LowestRate;
        template.Decide(embedding, stricter);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            template.Decide(embedding);
            template.Decide(embedding, stricter);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>In single precision the transform rounds in the sixth digit, and nothing else differs.</summary>
    [Theory]
    [InlineData(Recipe.Paper)]
    [InlineData(Recipe.Compact)]
    [InlineData(Recipe.SingleUnit)]
    public void Decide_Protected_DecidesAsUnprotected(Recipe recipe)
    {
        var plain = Made.Template(recipe, WeightPrecision.Float32, 128);
        var turned = Made.Template(recipe, WeightPrecision.Float32, 128, new OrthogonalTransform(Seeds.Counting, 128));
        for (ulong seed = 0; seed < 500; seed++)
        {
            var embedding = Made.Face(recipe, seed, 128);
            var margin = plain.Margin(embedding);
            Assert.Equal(margin, turned.Margin(embedding), 2e-4f);
            if (Math.Abs(margin - plain.Calibration.Threshold) > 2e-4)
                Assert.Equal(plain.Decide(embedding).IsMatch, turned.Decide(embedding).IsMatch);
        }
    }

    [Fact]
    public void Decide_NoEmbedding_IsRefused()
    {
        var template = Made.Template(Recipe.Compact, WeightPrecision.Int8);
        Assert.Throws<ArgumentException>(() => template.Decide(new float[17]));
        Assert.Throws<ArgumentException>(() => template.Decide(new float[8]));
        Assert.Throws<ArgumentException>(() => template.Decide([float.NaN, .. new float[16]]));
    }

    [Fact]
    public void New_CalibrationOfAnotherRecipe_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ModelTemplate(
            Made.Network(Recipe.Compact),
            WeightPrecision.Int8,
            new SubjectCalibration(0, 1, new PooledTail(Recipe.Paper, 0, 1, 0.1, 100, 1), 0.01, 1),
            new string('a', 64),
            new string('a', 64)));
}
