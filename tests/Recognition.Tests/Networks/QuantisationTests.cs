using CsCheck;
using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Networks;

public sealed class QuantisationTests
{
    private static readonly Gen<WeightPrecision> Precisions = Gen.Enum<WeightPrecision>();

    [Theory]
    [InlineData(WeightPrecision.Int8)]
    [InlineData(WeightPrecision.Int4)]
    public void Apply_OutputWeightFarBelowTheLargest_StaysPositive(WeightPrecision precision)
    {
        var network = new Network(RecipeBook.Of(Recipe.Compact).Form, [new DenseLayer(2, 2, [1, 0, 0, 1], [0, 0]), new DenseLayer(2, 1, [10, 0.001f], [])]);
        var outputs = Quantisation.Apply(network, precision).Layers[1].Weights;
        Assert.Equal(10, outputs[0], 1e-5f);
        Assert.InRange(outputs[1], float.Epsilon, 10 / 7f);
    }

    /// <summary>A second round trip changes no decision: what was calibrated is what is stored.</summary>
    [Fact]
    public void Apply_Twice_IsApplyOnce() =>
        Gen.Select(Gen.Enum<Recipe>(), Precisions, Gen.ULong[0, 1000]).Sample((recipe, precision, seed) =>
        {
            var once = Quantisation.Apply(Made.Network(recipe, seed: seed), precision);
            var twice = Quantisation.Apply(once, precision);
            foreach (var (first, second) in once.Layers.Zip(twice.Layers))
            {
                Assert.Equal(first.Weights.ToArray(), second.Weights.ToArray());
                Assert.Equal(first.Biases.ToArray(), second.Biases.ToArray());
            }
        });

    /// <summary>Half a step a weight, over a unit embedding: at most half a step times the root of d a unit (Cauchy-Schwarz).</summary>
    [Fact]
    public void Apply_Scores_MoveNoFurtherThanTheStepsAllow() =>
        Gen.Select(Precisions, Gen.ULong[0, 1000], Gen.ULong).Sample((precision, seed, face) =>
        {
            const int Dimension = 32;
            var network = Made.Network(Recipe.Compact, Dimension, seed);
            var quantised = Quantisation.Apply(network, precision);
            var embedding = Made.Face(Recipe.Compact, face, Dimension);
            var steps = precision switch { WeightPrecision.Int8 => 127, WeightPrecision.Int4 => 7, _ => float.PositiveInfinity };
            var bound = 1e-4;
            for (var unit = 0; unit < network.Layers[0].Outputs; unit++)
            {
                var row = network.Layers[0].Row(unit).ToArray();
                var slack = row.Max(MathF.Abs) / steps / 2 * (Math.Sqrt(Dimension) + embedding[^1]);
                var activation = Math.Sqrt(row.Sum(weight => weight * weight)) + Math.Abs(network.Layers[0].Biases[unit]);
                var (exact, stored) = (network.Layers[1].Weights[unit], quantised.Layers[1].Weights[unit]);
                bound += stored * slack + Math.Abs(exact - stored) * activation;
            }

            Assert.InRange(quantised.Score(embedding) - network.Score(embedding), -bound, bound);
        });
}
