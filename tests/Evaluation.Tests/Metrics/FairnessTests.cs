using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Metrics;

public sealed class FairnessTests
{
    private static readonly double[] Fmr = [0.001, 0.003];
    private static readonly double[] Fnmr = [0.02, 0.01];

    [Fact]
    public void DiscrepancyRate_CountedByHand() => Assert.Equal(1 - (0.5 * 0.002 + 0.5 * 0.01), Fairness.DiscrepancyRate(Fmr, Fnmr)!.Value, 12);

    // Of two values: 2/1 * 2 |x - y| / (2 * 4 * mean) = |x - y| / (x + y).
    [Fact]
    public void Gini_TwoGroups_IsTheirDifferenceOverTheirSum() => Assert.Equal(0.002 / 0.004, Fairness.Gini(Fmr), 12);

    // Pairs differ by 1, 2 and 3, each twice: 12; 3/2 * 12 / (2 * 9 * 7/3) = 18/42.
    [Fact]
    public void Gini_ThreeGroups_CountedByHand() => Assert.Equal(18.0 / 42, Fairness.Gini([1, 2, 4]), 12);

    [Fact]
    public void Gini_NoErrorAnywhere_IsFair() => Assert.Equal(0, Fairness.Gini([0, 0, 0]));

    [Fact]
    public void Gini_AllErrorsInOneGroup_IsOne() => Assert.Equal(1, Fairness.Gini([0, 0, 0.2]), 12);

    [Fact]
    public void GiniAggregationRate_CountedByHand() => Assert.Equal(0.5 * 0.5 + 0.5 * (0.01 / 0.03), Fairness.GiniAggregationRate(Fmr, Fnmr)!.Value, 12);

    [Fact]
    public void InequityRate_CountedByHand() => Assert.Equal(Math.Sqrt(3 * 2), Fairness.InequityRate(Fmr, Fnmr)!.Value, 12);

    [Fact]
    public void SkewedErrorRatio_CountedByHand() => Assert.Equal(2, Fairness.SkewedErrorRatio(Fnmr)!.Value, 12);

    [Fact]
    public void Ratios_GroupWithoutAnError_HaveNoValue()
    {
        Assert.Null(Fairness.SkewedErrorRatio([0, 0.1]));
        Assert.Null(Fairness.InequityRate([0, 0.1], Fnmr));
        Assert.Null(Fairness.InequityRate(Fmr, [0, 0.1]));
    }

    [Fact]
    public void Figures_OneGroup_HaveNoValue()
    {
        Assert.Null(Fairness.DiscrepancyRate([0.1], [0.1]));
        Assert.Null(Fairness.GiniAggregationRate([0.1], [0.1]));
        Assert.Null(Fairness.InequityRate([0.1], [0.1]));
        Assert.Null(Fairness.SkewedErrorRatio([0.1]));
    }

    [Fact]
    public void Figures_RatesOfDifferentGroups_AreRefused() => Assert.Throws<ArgumentException>(() => Fairness.DiscrepancyRate([0.1], [0.1, 0.2]));
}
