using CsCheck;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Tests.Cohorts;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Packs;

public sealed class CohortPackTests
{
    private static readonly CohortPack Pack = CohortPack.Create(SmallCohort.Builder().Build(new string('e', 64)), 1)
        .WithTails([new PooledTail(Recipe.Compact, -0.1, 1.1, 0.1, 5_000, 20)]);

    [Fact]
    public void Parse_OfItsBytes_IsTheSamePack()
    {
        var read = CohortPack.Parse(Pack.ToBytes().Span);
        Assert.Equal(Pack.Hash, read.Hash);
        Assert.Equal((Pack.EmbedderHash, Pack.Fit.Tau0, Pack.Cohort.Dimension), (read.EmbedderHash, read.Fit.Tau0, read.Cohort.Dimension));
        Assert.Equal(Pack.Cohort.Calibration.Embeddings.Values.ToArray(), read.Cohort.Calibration.Embeddings.Values.ToArray());
        Assert.Equal(Pack.Tails.Values, read.Tails.Values);
        Assert.Equal(Pack.Fit.Spreads, read.Fit.Spreads);
        Assert.Equal(Pack.Fit.Checks, read.Fit.Checks);
    }

    [Fact]
    public void WithTails_ChangesTheHash()
    {
        Assert.NotEqual(Pack.Hash, Pack.WithTails([new PooledTail(Recipe.Paper, 0, 1, 0.1, 100, 4)]).Hash);
        Assert.Equal(2, Pack.WithTails([new PooledTail(Recipe.Paper, 0, 1, 0.1, 100, 4)]).Tails.Count);
    }

    [Fact]
    public void WithPolicies_AreKeptInTheFileUntilTheTailTheyWereChosenOnIsReplaced()
    {
        var chosen = Pack.WithPolicies([new GroupPolicy(Recipe.Compact, "balanced", 1e-3, [0.25, -0.5], 40), new GroupPolicy(Recipe.Compact, "balanced", 1e-2, [0, 0], 40)]);
        var read = CohortPack.Parse(chosen.ToBytes().Span);
        Assert.NotEqual(Pack.Hash, chosen.Hash);
        Assert.Equal(chosen.Hash, read.Hash);
        Assert.Equal([1e-3, 1e-2], read.Policies.Select(policy => policy.FalseMatchRate));
        Assert.Equal(("balanced", 40), (read.Policies[0].Name, read.Policies[0].People));
        Assert.Equal([0.25, -0.5], read.Policies[0].Shifts);
        Assert.Equal(2, chosen.WithTails([new PooledTail(Recipe.Paper, 0, 1, 0.1, 100, 4)]).Policies.Count);
        Assert.Empty(chosen.WithTails([new PooledTail(Recipe.Compact, 0, 1, 0.1, 100, 4)]).Policies);
        Assert.Single(chosen.WithPolicies([new GroupPolicy(Recipe.Compact, "equal-fmr", 1e-3, [1, 2], 40)]).Policies);
    }

    [Theory]
    [InlineData(Recipe.Paper, 1e-3, 0.1, 0.2)]
    [InlineData(Recipe.Compact, 0.0, 0.1, 0.2)]
    [InlineData(Recipe.Compact, 1e-3, 0.1)]
    [InlineData(Recipe.Compact, 1e-3, 0.1, double.NaN)]
    public void WithPolicies_OneThatDoesNotFit_IsRefusedByName(Recipe recipe, double rate, params double[] shifts)
    {
        var refused = Assert.Throws<ArgumentException>(() => Pack.WithPolicies([new GroupPolicy(recipe, "balanced", rate, shifts, 4)]));
        Assert.Contains("'balanced'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AnyDamage_IsRefused()
    {
        var bytes = Pack.ToBytes().ToArray();
        Gen.Int[0, bytes.Length - 1].Sample(at =>
        {
            byte[] flipped = [.. bytes];
            flipped[at] ^= 1;
            Assert.Throws<CohortPackException>(() => CohortPack.Parse(flipped));
            Assert.Throws<CohortPackException>(() => CohortPack.Parse(bytes.AsSpan(0, at)));
        });
        Assert.Throws<CohortPackException>(() => CohortPack.Parse((byte[])[.. bytes, 0]));
    }

    [Fact]
    public void Enrol_RecipeWithoutTail_SaysHowToMend()
    {
        var failure = Assert.Throws<RecipeUnavailableException>(() =>
            new Enroller(Pack).Enrol([Made.Vector(8, 1, isUnit: true)], new EnrolmentSettings { Recipe = Recipe.Paper }, null, TestContext.Current.CancellationToken));
        Assert.Contains("mote cohort build --recipes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_TooSmallOrContradictory_SaysWhat()
    {
        Assert.Contains("Training", Refused(new CohortBuilder()), StringComparison.Ordinal);

        var builder = SmallCohort.Builder();
        Assert.Throws<CohortException>(() => builder.Add(new float[8], "zero", "F", CohortPartition.Training));
        Assert.Throws<CohortException>(() => builder.Add(new float[4], "short", "F", CohortPartition.Training));
        Assert.Throws<CohortException>(() => builder.Add(Made.Vector(8, 1), "t0", "F", CohortPartition.Calibration));

        var lonely = SmallCohort.Builder();
        lonely.Add(Made.Vector(8, 1), "x0", "X", CohortPartition.Training);
        Assert.Contains("group 'X'", Refused(lonely), StringComparison.Ordinal);

        static string Refused(CohortBuilder builder) => Assert.Throws<CohortException>(() => builder.Build(new string('e', 64))).Message;
    }
}
