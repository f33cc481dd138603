using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Explanation;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Tests.Explanation;

public sealed class ExplainedMarginTests
{
    private const int Dimension = OrthogonalTransform.SmallestDimension;

    // Enough for the single precision of a margin, too small to cross many kinks.
    private const float Step = 4e-3f;

    private static readonly Lazy<CohortPack> Pack = new(MakePack);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Recipe.Compact, false)]
    [InlineData(Recipe.Compact, true)]
    [InlineData(Recipe.SingleUnit, false)]
    [InlineData(Recipe.SingleUnit, true)]
    [InlineData(Recipe.Paper, false)]
    public void Gradient_UnderTheTransform_EqualsDifferencesOfTheMargin(Recipe recipe, bool isSilent)
    {
        var template = Made.Template(recipe, WeightPrecision.Float32, Dimension, new OrthogonalTransform(Seed(), Dimension));
        if (isSilent)
            template = Silenced(template);
        var (compared, silent) = (0, 0);
        for (var probe = 0u; probe < 60; probe++)
        {
            // An ordinary photo, and one that is better than counts.
            float[] raw = [.. Made.Vector(Dimension, 500 + probe, isUnit: true).Select(value => (probe % 2 == 0 ? 3.7f : 5.5f) * value)];
            var at = ExplainedMargin.At(template, Pack.Value, raw);
            Assert.Equal(ExplainedMargin.Of(template, Pack.Value, raw, raw), at.Margin, 1e-5f);
            Assert.Equal(recipe != Recipe.Paper && at.Margin <= 0, at.IsInDeadZone);
            silent += at.IsInDeadZone ? 1 : 0;
            // Along the embedding only the photo's quality changes, which is left as it is.
            Assert.InRange(Math.Abs(TensorPrimitives.Dot<float>(at.Gradient, raw)), 0, 1e-4f * TensorPrimitives.Norm<float>(at.Gradient) * 5.5f);

            for (var direction = 0u; direction < 4; direction++)
            {
                var along = Made.Vector(Dimension, 9000 + 10 * probe + direction, isUnit: true);
                var (up, down) = (Moved(raw, along, Step), Moved(raw, along, -Step));
                // Not across a kink, where there is no gradient.
                if (Math.Abs(up + down - 2 * at.Margin) > 2e-4f * Step / 1e-3f)
                    continue;
                compared++;
                Assert.Equal((up - down) / (2 * Step), TensorPrimitives.Dot<float>(at.Gradient, along), 1e-3f + 0.01f * TensorPrimitives.Norm<float>(at.Gradient));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{recipe}: {compared} differences, {silent} of 60 in the dead zone");
        Assert.InRange(compared, 120, 240);
        Assert.InRange(silent, isSilent ? 60 : 0, isSilent ? 60 : 20);

        float Moved(float[] raw, float[] along, float step) =>
            ExplainedMargin.Of(template, Pack.Value, [.. raw.Zip(along, (value, change) => value + step * change)], raw);
    }

    [Fact]
    public void Gradient_WithAndWithoutTheTransform_IsTheSame()
    {
        float[] raw = Made.Vector(Dimension, 77);
        var plain = ExplainedMargin.At(Made.Template(Recipe.Compact, WeightPrecision.Float32, Dimension), Pack.Value, raw);
        var turned = ExplainedMargin.At(Made.Template(Recipe.Compact, WeightPrecision.Float32, Dimension, new OrthogonalTransform(Seed(), Dimension)), Pack.Value, raw);
        Assert.InRange(TensorPrimitives.Distance<float>(plain.Gradient, turned.Gradient), 0, 1e-4f * TensorPrimitives.Norm<float>(plain.Gradient));
    }

    [Fact]
    public void Layers_TellHowManyUnitsSpoke()
    {
        var network = new Network(RecipeBook.Of(Recipe.Compact).Form, [new DenseLayer(3, 3, [1, 0, 0, 0, 1, 0, 0, 0, 1], [0.5f, -0.5f, 0]), new DenseLayer(3, 1, [1, 2, 4], [])]);

        var loud = NetworkGradient.At(network, [1, 0, 0.5f]);
        Assert.Equal([new LayerActivity(2, 3)], loud.Layers);
        Assert.Equal([1, 0, 4], loud.ByInput);

        // -0.5, -2 and -0.4: the third is nearest and counts for all three.
        var silent = NetworkGradient.At(network, [-1, -0.5f, -0.1f]);
        Assert.True(silent.IsInDeadZone);
        Assert.Equal([new LayerActivity(0, 3)], silent.Layers);
        Assert.Equal([0, 0, 12], silent.ByInput);
        Assert.Equal(-1.2f, network.Margin([-1, -0.5f, -0.1f]), 1e-6f);
    }

    [Fact]
    public void At_AnotherDimension_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => NetworkGradient.At(Made.Network(Recipe.Compact), new float[3]));
        Assert.Throws<ArgumentException>(() => ExplainedMargin.At(Made.Template(Recipe.Paper, WeightPrecision.Int8, Dimension), Pack.Value, new float[12]));
        Assert.Throws<ArgumentException>(() => ExplainedMargin.At(Made.Template(Recipe.Paper, WeightPrecision.Int8, Dimension), Pack.Value, new float[Dimension]));
    }

    /// <summary>The same with units that only speak to what nobody is.</summary>
    private static ModelTemplate Silenced(ModelTemplate template)
    {
        var hidden = template.Network.Layers[0];
        var quiet = new DenseLayer(hidden.Inputs, hidden.Outputs, hidden.Weights.ToArray(), [.. hidden.Biases.ToArray().Select(bias => bias - 12)]);
        return new ModelTemplate(
            new Network(template.Network.Form, [quiet, template.Network.Layers[1]]), template.Precision, template.Calibration, template.EmbedderHash, template.CohortHash, template.Transform);
    }

    private static byte[] Seed() => [.. Enumerable.Range(0, OrthogonalTransform.SeedBytes).Select(i => (byte)(i * 7))];

    private static CohortPack MakePack()
    {
        var builder = new CohortBuilder();
        foreach (var (partition, prefix) in new[] { (CohortPartition.Training, "t"), (CohortPartition.Validation, "v"), (CohortPartition.Calibration, "c") })
        {
            for (var photo = 0; photo < 120; photo++)
            {
                var person = (ulong)(photo / 2 + 1000 * (int)partition);
                var (face, noise) = (Made.Vector(Dimension, person), Made.Vector(Dimension, 40_000 + 1000 * (ulong)partition + (ulong)photo));
                // Half of the photos are poor, and their embeddings short.
                var (blur, length) = photo % 4 < 2 ? (0.3f, 4.6f) : (0.7f, 3f);
                builder.Add([.. UnitVector.Of([.. face.Zip(noise, (f, n) => f + blur * n)]).Select(value => length * value)], $"{prefix}{photo / 2}", photo / 2 % 2 == 0 ? "F" : "M", partition);
            }
        }

        return CohortPack.Create(builder.Build(new string('a', 64)), 1, Cancelled);
    }
}
