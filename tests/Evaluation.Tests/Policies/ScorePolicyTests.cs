using Mote.Evaluation.Metrics;
using Mote.Evaluation.Policies;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Tests.Policies;

public sealed class ScorePolicyTests
{
    private const double Fmr = 0.01;

    /// <summary>Strangers of M score 0.2 higher than those of F, and own photos of F spread twice as far.</summary>
    private static readonly ScoreMatrix Cohort = Unequal(200, 1);

    [Fact]
    public void EqualFmr_UnequalStrangers_GivesBothGroupsTheRate()
    {
        var (fmr, _) = Rates(new EqualFmrPolicy());

        Assert.All(fmr, rate => Assert.InRange(rate, 0.9 * Fmr, Fmr));
    }

    [Fact]
    public void EqualFmr_ShiftsTheGroupsByWhatTheirStrangersDiffer()
    {
        var shifts = ((GroupShifts)new EqualFmrPolicy().Fit(Cohort, Fmr)).Shifts;

        Assert.Equal(0.2, shifts["F"] - shifts["M"], 0.02);
    }

    [Fact]
    public void EqualFnmr_UnequalSpread_GivesBothGroupsOneRateAndKeepsThePooledFmr()
    {
        var policy = new EqualFnmrPolicy();
        var (_, fnmr) = Rates(policy);

        // One error is 1/600.
        Assert.Equal(fnmr[0], fnmr[1], 0.005);
        Assert.InRange(Pooled(policy).Fmr, 0.8 * Fmr, Fmr);
    }

    [Fact]
    public void Balanced_IsAtLeastAsFairAsNoPolicyAndAsEqualFmr()
    {
        var balanced = Garbe(new BalancedPolicy());

        Assert.InRange(balanced, 0, Garbe(new NoPolicy()));
        Assert.InRange(balanced, 0, Garbe(new EqualFmrPolicy()) + 0.002);
        Assert.InRange(Pooled(new BalancedPolicy()).Fmr, 0.8 * Fmr, Fmr);
    }

    [Fact]
    public void NoPolicy_LeavesScoresAsTheyAre() => Assert.Equal(0.3f, new NoPolicy().Fit(Cohort, Fmr).Map("F", 0.3f));

    [Fact]
    public void AnyPolicy_GroupTheCohortDidNotHave_IsLeftAsItIs() =>
        Assert.All(ScorePolicies.All, policy => Assert.Equal(0.3f, policy.Fit(Cohort, Fmr).Map("X", 0.3f)));

    private static (double[] Fmr, double[] Fnmr) Rates(IScorePolicy policy)
    {
        var rates = Pooled(policy);
        return ([rates.FmrOf(0)!.Value, rates.FmrOf(1)!.Value], [rates.FnmrOf(0)!.Value, rates.FnmrOf(1)!.Value]);
    }

    private static double Garbe(IScorePolicy policy)
    {
        var (fmr, fnmr) = Rates(policy);
        return Fairness.GiniAggregationRate(fmr, fnmr)!.Value;
    }

    private static ErrorRates Pooled(IScorePolicy policy)
    {
        var mapping = policy.Fit(Cohort, Fmr);
        var mapped = ScoreSet.Of(Cohort.Map((row, score) => mapping.Map(Cohort.People.Groups[Cohort.People.GroupOf(Cohort.References[row])], score)));
        return FnmrAtFmr.Of(mapped, Fmr, SubjectWeights.Once(Cohort.People.Count));
    }

    private static ScoreMatrix Unequal(int people, ulong seed)
    {
        const int Probes = 6;
        var random = SeededRandom.Create(seed);
        var population = new Population([.. Enumerable.Range(0, people).Select(person => person % 2 == 0 ? "F" : "M")]);
        int[] probes = [.. Enumerable.Range(0, people * Probes).Select(probe => probe / Probes)];
        return new ScoreMatrix(population, [.. Enumerable.Range(0, people)], probes, [.. Enumerable.Range(0, people).Select(person =>
            probes.Select(probe => probe == person ? 1 + (person % 2 == 0 ? 0.4f : 0.2f) * Normal() : 0.2f * (person % 2) + 0.1f * Normal()).ToArray())]);

        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}
