using System.Numerics.Tensors;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Training;

namespace Mote.Recognition.Tests.Protection.Transform;

/// <summary>Whoever has a record with its outer seal open cannot tell a template that was re-keyed, or turned away from a face, from a fresh one.</summary>
public sealed class PastOfATemplateTests(ITestOutputHelper output)
{
    private const int People = 120;
    private const int Excluded = 40;

    private static readonly Lazy<CohortPack> Pack = new(() => CohortPack.Load(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", "mote-demo.cohort")));
    private static readonly Enroller Enroller = new(Pack.Value);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WeightPrecision.Int8)]
    [InlineData(WeightPrecision.Int4)]
    public void Rebased_TwiceAndMore_HasNothingThatAFreshOneHasNot(WeightPrecision precision)
    {
        ModelTemplate[] fresh = [.. Enumerable.Range(0, People).Select(person => Enrol(person, 1, Recipe.Compact, precision))];
        ModelTemplate[] past = [.. Enumerable.Range(0, People).Select(person =>
            Enroller.Rebase(Enroller.Rebase(Enrol(person, 2, Recipe.Compact, precision), Transform(person, 3)), Transform(person, 4)))];
        IsNoOther(fresh, [.. past]);
    }

    [Fact]
    public void Excluded_ThenTurned_HasNothingThatAFreshOneHasNot()
    {
        var exclusion = new FrameExclusion(Pack.Value, new Certifier(Pack.Value));
        ModelTemplate[] fresh = [.. Enumerable.Range(0, People).Select(person => Enrol(person, 1))];
        List<ModelTemplate> past = [];
        for (var person = 0; person < People && past.Count < Excluded; person++)
        {
            var former = Enrol(person, 2);
            // Somebody whom the network takes for the person: a face half way between the person and another one.
            float[] wrong = [.. Pack.Value.Cohort.Validation.Embeddings[person]];
            TensorPrimitives.MultiplyAdd(Pack.Value.Cohort.Validation.Embeddings[(person + 1) % People], 0.5f, wrong, wrong);
            try
            {
                past.Add(Enroller.Rebase(exclusion.Exclude(former, wrong, (ulong)person, Cancelled).Template, Transform(person, 5)));
            }
            catch (ExclusionException)
            {
                // There was nothing to exclude, or it cannot be done.
            }
        }

        Assert.Equal(Excluded, past.Count);
        IsNoOther(fresh, [.. past]);
    }

    /// <summary>Whatever it was rounded to before, the reference of the untrained unit is of length 1 before it is rounded again.</summary>
    [Fact]
    public void Rebased_SingleUnit_IsOfTheLengthOfAFreshOne()
    {
        var (fresh, past) = (Lengths(template => template), Lengths(template => Enroller.Rebase(Enroller.Rebase(template, Transform(1, 6)), Transform(2, 6))));
        Assert.InRange(AreaUnderCurve(fresh, past), 0.4, 0.6);

        static double[] Lengths(Func<ModelTemplate, ModelTemplate> become) => [.. Enumerable.Range(0, People).Select(person =>
            Math.Abs(TensorPrimitives.SumOfSquares(become(Enrol(person, 2, Recipe.SingleUnit)).Network.Layers[0].Weights) - 1.0))];
    }

    /// <summary>Only what is its recipe's own is put in form: a network of another shape stays as it is.</summary>
    [Fact]
    public void Restore_AnotherShape_IsLeftAlone()
    {
        var other = new CompactTrainer(new CompactOptions { Spread = 0.8 }).Train(Problem(), 1, null, Cancelled);
        Assert.Same(other, other.Form.Restore(other));
    }

    [Fact]
    public void Restore_JustTrained_IsTheSameButForSinglePrecision()
    {
        var trained = new CompactTrainer().Train(Problem(), 1, null, Cancelled);
        var restored = trained.Form.Restore(trained);
        Assert.All(trained.Layers.Zip(restored.Layers), pair => Assert.InRange(TensorPrimitives.Distance(pair.First.Weights, pair.Second.Weights), 0, 1e-5f));
    }

    private void IsNoOther(ModelTemplate[] fresh, ModelTemplate[] past)
    {
        var (shape, precision) = (new CompactShape(fresh[0].Network.Layers[0].Outputs, new CompactOptions().Spread), fresh[0].Precision);
        var first = fresh[0].Network;
        Assert.All(fresh.Concat(past), template =>
        {
            Assert.Equal(first.Layers[0].Biases.ToArray(), template.Network.Layers[0].Biases.ToArray());
            Assert.Equal(first.Layers[1].Weights.ToArray(), template.Network.Layers[1].Weights.ToArray());
            for (var unit = 0; unit < shape.Units; unit++)
                Assert.Equal(Rounded(shape.Demand(template.Dimension), template.Network.Layers[0].Row(unit), precision), template.Network.Layers[0].Row(unit)[template.Dimension], 1e-6f);
        });
        var area = AreaUnderCurve([.. fresh.Select(Blur)], [.. past.Select(Blur)]);
        output.WriteLine($"{precision}: told from fresh ones by the Gram matrix alone, area under the curve {area:F3}");
        Assert.InRange(area, 0.38, 0.62);

        double Blur(ModelTemplate template)
        {
            var (layer, sum) = (template.Network.Layers[0], 0.0);
            for (var unit = 0; unit < shape.Units; unit++)
            {
                for (var other = 0; other <= unit; other++)
                    sum += Math.Pow(TensorPrimitives.Dot(layer.Row(unit)[..template.Dimension], layer.Row(other)[..template.Dimension]) - shape.Product(unit, other), 2);
            }

            return sum;
        }
    }

    /// <summary>What a weight becomes in a stored row, whose largest weight is the precision's largest number of steps.</summary>
    private static float Rounded(float weight, ReadOnlySpan<float> row, WeightPrecision precision)
    {
        var step = Math.Abs(TensorPrimitives.MaxMagnitude(row)) / (precision == WeightPrecision.Int8 ? 127 : 7);
        return MathF.Round(weight / step) * step;
    }

    /// <summary>The chance that one of the second is larger than one of the first; .5 where they are alike.</summary>
    private static double AreaUnderCurve(double[] first, double[] second) =>
        second.Average(one => first.Average(other => one > other ? 1 : one < other ? 0 : 0.5));

    private static ModelTemplate Enrol(int person, int key, Recipe recipe = Recipe.Compact, WeightPrecision precision = WeightPrecision.Int8) => Enroller.Enrol(
        [Pack.Value.Cohort.Validation.Embeddings[person].ToArray()],
        new EnrolmentSettings { Recipe = recipe, Precision = precision, Seed = (ulong)(person + 1000 * key) },
        Transform(person, key),
        null,
        Cancelled).Template;

    private static TrainingProblem Problem()
    {
        var pack = Pack.Value;
        return new TrainingProblem(
            [pack.Cohort.Validation.Embeddings[0].ToArray()], pack.Cohort, pack.Space, RecipeBook.Of(Recipe.Compact).Samples(pack, CohortPartition.Training), RecipeBook.Of(Recipe.Compact).Samples(pack, CohortPartition.Validation), 0.5, pack.Fit.Tau0);
    }

    private static OrthogonalTransform Transform(int person, int key) => new(Seeds.Of((byte)(1 + (person * 7 + key * 31) % 250)), Pack.Value.Cohort.Dimension);
}
