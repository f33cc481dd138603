using CsCheck;
using Mote.Recognition.Networks;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Tests.Networks;

/// <summary>What calibration takes from the margin, over networks and embeddings of every kind.</summary>
public sealed class MarginTests
{
    private const int Dimension = 8;

    private static readonly Gen<Network> DeadZones = Gen.Select(Gen.Bool, Gen.ULong[0, 10_000])
        .Select((isCompact, seed) => Made.Network(isCompact ? Recipe.Compact : Recipe.SingleUnit, Dimension, seed));

    private static readonly Gen<(Network Network, float[] One, float[] Other)> Pairs = Gen.Select(DeadZones, Gen.ULong, Gen.ULong)
        .Select((network, one, other) => (network, Made.Face(network.Recipe, one, Dimension), Made.Face(network.Recipe, other, Dimension)));

    [Fact]
    public void Margin_OrdersAsTheScoreDoes() =>
        Pairs.Sample((network, one, other) =>
        {
            if (network.Score(one) < network.Score(other))
                Assert.True(network.Margin(one) < network.Margin(other));
        });

    /// <summary>No step anywhere, the edge of the dead zone included: a margin moves at most as fast as its steepest unit, h times.</summary>
    [Fact]
    public void Margin_BetweenTwoEmbeddings_IsNoSteeperThanTheUnitsAllow() =>
        Pairs.Sample((network, one, other) =>
        {
            const int Steps = 200;
            var units = network.Layers[0].Outputs;
            var steepest = units * Enumerable.Range(0, units).Max(unit =>
                network.Layers[1].Weights[unit] * MathF.Sqrt(network.Layers[0].Row(unit).ToArray().Sum(weight => weight * weight)));
            var length = MathF.Sqrt(one.Zip(other).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));
            var margins = Enumerable.Range(0, Steps + 1)
                .Select(step => network.Margin([.. one.Zip(other, (from, to) => from + (to - from) * step / Steps)])).ToArray();
            var most = steepest * length / Steps * 1.001f + 1e-4f;
            for (var step = 1; step <= Steps; step++)
                Assert.InRange(margins[step] - margins[step - 1], -most, most);
        });

    [Fact]
    public void Margins_OfASet_AreThoseOfItsRows()
    {
        var network = Made.Network(Recipe.Paper, Dimension);
        var set = new EmbeddingSet(Made.Vector(5 * Dimension, 4), Dimension);
        var margins = new float[5];
        network.Margins(set, margins);
        Assert.Equal(Enumerable.Range(0, 5).Select(row => network.Margin(set[row])), margins);
        Assert.Throws<ArgumentException>(() => network.Margins(set, new float[4]));
        Assert.Throws<ArgumentException>(() => network.Margins(set, new float[6]));
    }
}
