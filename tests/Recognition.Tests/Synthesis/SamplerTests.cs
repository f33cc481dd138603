using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Density;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;
using Mote.Recognition.Synthesis;
using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Vectors;
using Mote.Tests;

namespace Mote.Recognition.Tests.Synthesis;

public sealed class SamplerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 25)]
    [InlineData(0.5, 50)]
    [InlineData(1, 100)]
    public void Assign_Balance_IsExact(double balance, int first)
    {
        var groups = new byte[100];
        GroupQuota.Assign(balance, 2, groups);
        Assert.Equal(first, groups.Count(group => group == 0));
        GroupQuota.Assign(balance, 3, groups);
        Assert.Equal(first, groups.Count(group => group == 0));
        Assert.InRange(groups.Count(group => group == 1) - groups.Count(group => group == 2), 0, 1);
    }

    [Fact]
    public void Residual_Samples_AreTheReferencesDirectionPlusTheGroupsResidual()
    {
        // Kernels too narrow to see, so a sample is the direction (0.6, 0.8) plus one of two residuals.
        var sampler = new ResidualSampler([Density(1, 0), Density(0, 1)]);
        var samples = new float[10 * 2];
        var groups = new byte[10];
        sampler.Sample([6, 8], 0.3, SeededRandom.Create(1), samples, groups);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(groups[i] == 0 ? 1.6f : 0.6f, samples[2 * i], 1e-3f);
            Assert.Equal(groups[i] == 0 ? 0.8f : 1.8f, samples[2 * i + 1], 1e-3f);
        }

        static GaussianKernelDensity Density(float x, float y) => new(new EmbeddingSet([x, y], 2), 1e-6);
    }

    [Fact]
    public void Sample_SameSeed_IsTheSame()
    {
        var sampler = new PairDifferenceSampler([new PhotoDifferences(new EmbeddingSet(Made.Vector(64, 1), 8), [.. Enumerable.Range(3, 8)])], [new Spread(1.2, 0.3)]);
        var (one, other) = (new float[80], new float[80]);
        var reference = Made.Vector(8, 2);
        sampler.Sample(reference, 0.5, SeededRandom.Create(5), one, []);
        sampler.Sample(reference, 0.5, SeededRandom.Create(5), other, []);
        Assert.Equal(one, other);
        // As long as the photo that the difference leads to.
        Assert.All(one.Chunk(8), sample => Assert.Contains(Enumerable.Range(3, 8), length => Math.Abs(length - TensorPrimitives.Norm(sample)) < 1e-5f));
        Assert.True(one.Chunk(8).DistinctBy(sample => MathF.Round(TensorPrimitives.Norm(sample))).Count() > 1);
    }

    [Fact]
    public void Residuals_OfEachPerson_SumToNothing()
    {
        var people = new CohortSlice(new EmbeddingSet([1, 0, 3, 0, 0, 9], 2), [7, 8, 9], [4, 4, 5], [0, 0, 0]);
        Assert.Equal([-1f, 0, 1, 0], WithinPerson.Residuals(people, 0).Values.ToArray());
        var differences = WithinPerson.Differences(people, 0);
        Assert.Equal([2f, 0, -2, 0], differences.Values.Values.ToArray());
        Assert.Equal([8f, 7], differences.Lengths);
    }

    [Fact]
    public void PairDifferences_OnRealFaces_AgreeWithRealPairsWhereResidualsDoNot()
    {
        var lfw = LfwEmbeddings.Load();
        var pack = CohortPack.Create(lfw.Cohort(), 1, TestContext.Current.CancellationToken);
        Assert.InRange(pack.Fit.Tau0, 0.23f, 0.27f);
        foreach (var check in pack.Fit.Checks)
        {
            output.WriteLine(check.ToString());
            Assert.InRange(check.Synthetic.Distance(check.Real), 0, 0.02);
        }

        // People whom neither the differences nor the fit have seen.
        var held = MatedQuantiles.Of(Enumerable.Range(0, 2).SelectMany(group => WithinPerson.MatedCosines(Enrolled(lfw), (byte)group)));
        var (differences, residuals) = (Cosines(pack, Recipe.Compact, lfw), Cosines(pack, Recipe.Paper, lfw));
        output.WriteLine($"held-out pairs {held}; pair differences {differences}; residuals {residuals}");
        Assert.InRange(differences.Median - held.Median, -0.05, 0.05);
        Assert.InRange(differences.Lower - held.Lower, -0.05, 0.05);
        Assert.InRange(differences.Low - held.Low, -0.08, 0.08);
        Assert.InRange(residuals.Median, 0.76, 0.86);
        Assert.True(residuals.Low > held.Low + 0.1);
    }

    private static MatedQuantiles Cosines(CohortPack pack, Recipe recipe, LfwEmbeddings lfw)
    {
        var random = SeededRandom.Create(3);
        return MatedQuantiles.Of(lfw.Of("enrol").Take(100).SelectMany(row =>
        {
            var samples = new float[50 * pack.Cohort.Dimension];
            RecipeBook.Of(recipe).Samples(pack, CohortPartition.Training).Sample(lfw.Rows[row], 0.5, random, samples, []);
            return samples.Chunk(pack.Cohort.Dimension).Select(sample => TensorPrimitives.CosineSimilarity(lfw.Rows[row], sample)).ToArray();
        }));
    }

    private static CohortSlice Enrolled(LfwEmbeddings lfw)
    {
        var rows = lfw.Of("enrol").Concat(lfw.Of("probe")).ToArray();
        var people = rows.Select(row => lfw.Labels[row].Identity).Distinct().Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number);
        return new CohortSlice(
            new EmbeddingSet([.. rows.SelectMany(row => UnitVector.Of(lfw.Rows[row]))], lfw.Rows[0].Length),
            [.. rows.Select(row => TensorPrimitives.Norm<float>(lfw.Rows[row]))],
            [.. rows.Select(row => people[lfw.Labels[row].Identity])],
            [.. rows.Select(row => lfw.Labels[row].Group == "F" ? (byte)0 : (byte)1)]);
    }
}
