using CsCheck;
using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;
using Mote.Recognition.Templates;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Templates;

public sealed class ModelTemplateTests
{
    public static TheoryData<Recipe, WeightPrecision> Forms => new(
        from recipe in Enum.GetValues<Recipe>() from precision in Enum.GetValues<WeightPrecision>() select (recipe, precision));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Parse_OfItsBytes_DecidesTheSame(Recipe recipe, WeightPrecision precision)
    {
        var template = Made.Template(recipe, precision);
        var read = ModelTemplate.Parse(template.ToBytes());
        Assert.Equal((recipe, precision, 16), (read.Recipe, read.Precision, read.Dimension));
        Assert.Equal((template.EmbedderHash, template.CohortHash, template.Calibration), (read.EmbedderHash, read.CohortHash, read.Calibration));
        Gen.ULong.Sample(seed =>
        {
            var embedding = Made.Vector(16, seed, isUnit: true);
            Assert.Equal(template.Network.Margin(embedding), read.Network.Margin(embedding));
            Assert.Equal(template.Decide(embedding), read.Decide(embedding));
        });
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Parse_EveryTruncationAndEveryFlippedByte_IsRefused(Recipe recipe, WeightPrecision precision)
    {
        var bytes = Made.Template(recipe, precision).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<ModelTemplateFormatException>(() => ModelTemplate.Parse(bytes.AsSpan(0, length)));
        Assert.Throws<ModelTemplateFormatException>(() => ModelTemplate.Parse((byte[])[.. bytes, 0]));
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x41;
            Assert.Throws<ModelTemplateFormatException>(() => ModelTemplate.Parse(bytes));
            bytes[at] ^= 0x41;
        }
    }

    [Fact]
    public void Parse_NewerVersion_NamesBoth()
    {
        var bytes = Made.Template(Recipe.Compact, WeightPrecision.Int8).ToBytes();
        bytes[4] = 9;
        Assert.Contains("format 9", Assert.Throws<ModelTemplateFormatException>(() => ModelTemplate.Parse(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightBytes_CompactAtFaceSize_AreFew()
    {
        var network = Made.Network(Recipe.Compact, dimension: 128);
        // 8 rows of 128 bytes with a scale and a bias each; one row of 8 bytes with a scale.
        Assert.Equal(8 * (128 + 4 + 4) + 8 + 4, Quantisation.Bytes(network, WeightPrecision.Int8));
        Assert.Equal(8 * (64 + 4 + 4) + 4 + 4, Quantisation.Bytes(network, WeightPrecision.Int4));
        Assert.Equal(4 * (8 * 128 + 8 + 8), Quantisation.Bytes(network, WeightPrecision.Float32));
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
        var template = Made.Template(recipe, WeightPrecision.Int8);
        var embedding = Made.Vector(16, 3, isUnit: true);
        template.Decide(embedding);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            template.Decide(embedding);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Decide_NoEmbedding_IsRefused()
    {
        var template = Made.Template(Recipe.Compact, WeightPrecision.Int8);
        Assert.Throws<ArgumentException>(() => template.Decide(new float[16]));
        Assert.Throws<ArgumentException>(() => template.Decide(new float[8]));
        Assert.Throws<ArgumentException>(() => template.Decide([float.NaN, .. new float[15]]));
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
