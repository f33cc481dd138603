using System.Numerics.Tensors;
using CsCheck;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Protection.Transform;

public sealed class ChangeOfBasisTests
{
    private static readonly Gen<Recipe> Recipes = Gen.Enum<Recipe>();

    [Fact]
    public void Into_AnyNetwork_ScoresTurnedEmbeddingsAsBefore() =>
        Gen.Select(Recipes, Gen.Int[64, 200], Gen.ULong[0, 1000], Gen.Byte).Sample((recipe, dimension, seed, key) =>
        {
            var network = Made.Network(recipe, dimension, seed);
            var transform = new OrthogonalTransform(Seeds.Of(key), dimension);
            var keyed = new KeyedNetwork(ChangeOfBasis.Into(network, transform), transform);
            var embedding = Made.Face(recipe, seed + 1, dimension);
            Assert.Equal(network.Margin(embedding), keyed.Margin(embedding), 1e-3f);
        });

    [Fact]
    public void Into_FirstLayer_KeepsItsGramMatrixAndNothingElseChanges()
    {
        var network = Made.Network(Recipe.Compact, 100);
        var turned = ChangeOfBasis.Into(network, new OrthogonalTransform(Seeds.Counting, 100));
        var (before, after) = (network.Layers[0], turned.Layers[0]);
        for (var i = 0; i < before.Outputs; i++)
        {
            for (var j = 0; j < before.Outputs; j++)
                Assert.Equal(TensorPrimitives.Dot(before.Row(i), before.Row(j)), TensorPrimitives.Dot(after.Row(i), after.Row(j)), 1e-4f);
        }

        Assert.Equal(before.Biases.ToArray(), after.Biases.ToArray());
        Assert.Equal(network.Layers[1].Weights.ToArray(), turned.Layers[1].Weights.ToArray());
        Assert.NotEqual(before.Weights.ToArray(), after.Weights.ToArray());
    }

    /// <summary>Ten changes of key at 8 bits: each quantises again, by half a step of 127 at most, and the errors add up like chance.</summary>
    [Fact]
    public void Rebase_TenTimes_DriftsWithinTenStepsOfChance()
    {
        const int Dimension = 128;
        var first = KeyedNetwork.Store(Made.Network(Recipe.Compact, Dimension), new OrthogonalTransform(Seeds.Of(0), Dimension), WeightPrecision.Int8);
        var keyed = first;
        for (byte key = 1; key <= 10; key++)
            keyed = keyed.Rebase(new OrthogonalTransform(Seeds.Of(key), Dimension), WeightPrecision.Int8);

        // The deviation of one rounding of a row of length L: a step, about 4 L / sqrt(d) / 127, over sqrt(12), over all d columns of a unit vector / sqrt(d).
        var rows = first.Network.Layers[0];
        var largest = 0.0;
        foreach (var seed in Enumerable.Range(0, 200))
        {
            var embedding = Made.Face(Recipe.Compact, (ulong)seed, Dimension);
            for (var unit = 0; unit < rows.Outputs; unit++)
            {
                var drift = Activation(keyed, unit, embedding) - Activation(first, unit, embedding);
                largest = Math.Max(largest, Math.Abs(drift) / (TensorPrimitives.Norm(rows.Row(unit)) * 4 / Math.Sqrt(Dimension) / 127 / Math.Sqrt(12)));
            }
        }

        // sqrt(10) roundings, and the largest of 1,600 draws of a normal is below 4.5 deviations.
        Assert.InRange(largest, 0.5, 4.5 * Math.Sqrt(10));

        static double Activation(KeyedNetwork network, int unit, float[] embedding)
        {
            var turned = new float[Dimension];
            network.Transform!.Apply(embedding.AsSpan(0, Dimension), turned);
            return TensorPrimitives.Dot(network.Network.Layers[0].Row(unit)[..Dimension], turned);
        }
    }
}
