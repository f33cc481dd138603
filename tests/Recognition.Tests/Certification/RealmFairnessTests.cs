using Mote.Recognition.Certification;

namespace Mote.Recognition.Tests.Certification;

public sealed class RealmFairnessTests
{
    [Fact]
    public void Of_TwoPeople_IsTheMeanAndTheWorstOfEachGroup()
    {
        var fairness = RealmFairness.Of([Certified.Of(women: 40, men: 10, strangers: 3), Certified.Of(women: 80, men: 10)]);
        var (women, men) = (fairness.Groups[0], fairness.Groups[1]);
        Assert.Equal(2, fairness.Certified);
        Assert.Equal(0.03, women.FalseNonMatchRate!.Value.Value, 1e-12);
        Assert.Equal(0.04, women.WorstFalseNonMatchRate);
        Assert.Equal(new ErrorCount(120, 4000), women.Samples);
        Assert.Equal(0.005, women.FalseMatchRate.Value, 1e-12);
        Assert.Equal(new ErrorCount(3, 600), women.StrangerPhotos);
        Assert.Equal(0.005, men.FalseNonMatchRate!.Value.Value, 1e-12);

        // Two people give three different resamples, the extreme ones in a quarter of all: they are the interval.
        Assert.Equal((0.02, 0.04), (women.FalseNonMatchRate.Value.Low, women.FalseNonMatchRate.Value.High));

        // By hand: G of (0.005, 0) is 1, of (0.03, 0.005) is 0.025 / 0.035.
        Assert.Equal((1 + 0.025 / 0.035) / 2, fairness.GiniAggregationRate!.Value.Value, 1e-12);
    }

    /// <summary>One person is no interval, however often he is drawn, and few errors are no certainty.</summary>
    [Fact]
    public void Of_OnePersonOrFewErrors_ClaimsNothing()
    {
        var one = RealmFairness.Of([Certified.Of(women: 60, men: 10)]);
        Assert.All(one.Groups, group => Assert.Equal((null, null, null, null), (group.FalseNonMatchRate!.Value.Low, group.FalseNonMatchRate.Value.High, group.FalseMatchRate.Low, group.FalseMatchRate.High)));
        Assert.Null(one.GiniAggregationRate!.Value.High);

        var alike = RealmFairness.Of([.. Enumerable.Repeat(Certified.Of(men: 1), 3)]).Groups[1];
        Assert.Equal(alike.Samples.Wilson, (alike.FalseNonMatchRate!.Value.Low, alike.FalseNonMatchRate.Value.High));
        Assert.Equal(alike.StrangerPhotos.Wilson, (alike.FalseMatchRate.Low, alike.FalseMatchRate.High));
    }

    [Fact]
    public void Of_FewPeopleAndErrors_WarnsOfBoth()
    {
        var warnings = RealmFairness.Of([Certified.Of()]).Warnings;
        Assert.Contains(warnings, warning => warning.Contains("Only 1 people", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("group 'M' rests on 0 errors", StringComparison.Ordinal));

        warnings = RealmFairness.Of([.. Enumerable.Repeat(Certified.Of(strangers: 2), 40)]).Warnings;
        Assert.DoesNotContain(warnings, warning => warning.Contains("people are certified", StringComparison.Ordinal));
        Assert.DoesNotContain(warnings, warning => warning.Contains("group 'F' rests", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_SynthesisThatDoesNotAgree_ShowsNoFalseNonMatches()
    {
        var fairness = RealmFairness.Of([Certified.Of(), Certified.Of(distance: 0.3)]);
        Assert.All(fairness.Groups, group => Assert.Equal((null, null), (group.FalseNonMatchRate, group.WorstFalseNonMatchRate)));
        Assert.Null(fairness.GiniAggregationRate);
        Assert.Contains(fairness.Warnings, warning => warning.Contains("do not agree", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_AnotherCohortsGroups_LeavesThemOut()
    {
        var other = Certified.Of() with { Figures = new CertifiedFigures([new GroupFigures("X", default, default, default)]) };
        var fairness = RealmFairness.Of([Certified.Of(), other, Certified.Of()]);
        Assert.Equal((2, 2), (fairness.Certified, fairness.Groups.Count));
        Assert.Contains(fairness.Warnings, warning => warning.StartsWith("1 people", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_Nobody_SaysSo()
    {
        var fairness = RealmFairness.Of([]);
        Assert.Equal((0, 0, 1), (fairness.Certified, fairness.Groups.Count, fairness.Warnings.Count));
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.1 }, 0)]
    [InlineData(new[] { 0.0, 0.2 }, 1)]
    [InlineData(new[] { 0.0, 0.0 }, 0)]
    [InlineData(new[] { 0.1, 0.2, 0.3 }, 1.0 / 3)]
    public void Gini_OfRates_IsTheTextbookValue(double[] rates, double expected) => Assert.Equal(expected, Garbe.Gini(rates), 1e-12);
}
