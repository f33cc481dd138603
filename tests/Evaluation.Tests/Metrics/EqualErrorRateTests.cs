using CsCheck;
using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Metrics;

public sealed class EqualErrorRateTests
{
    [Fact]
    public void Of_SeparateScores_IsZero() => Assert.Equal(0, EqualErrorRate.Of([0.7f, 0.8f], [0.1f, 0.2f, 0.3f]));

    [Fact]
    public void Of_ScoresTheWrongWayRound_IsOne() => Assert.Equal(1, EqualErrorRate.Of([0.1f, 0.2f], [0.8f, 0.9f]));

    [Fact]
    public void Of_CountedByHand_IsThatRate() =>
        // At 0.5: one of four mated is below, one of four non-mated above.
        Assert.Equal(0.25, EqualErrorRate.Of([0.4f, 0.6f, 0.7f, 0.8f], [0.1f, 0.2f, 0.3f, 0.5f]), 12);

    [Fact]
    public void Of_RatesThatNeverMeet_IsInterpolated() =>
        // Thresholds from 0.2 to 0.5: (FMR, FNMR) = (1/2, 0) and (1/2, 1/3), then (0, 1/3): the lines meet at 1/3.
        Assert.Equal(1.0 / 3, EqualErrorRate.Of([0.3f, 0.6f, 0.7f], [0.2f, 0.5f]), 12);

    [Fact]
    public void Of_AnyScores_LiesBetweenTheTwoRatesNextToIt() =>
        Gen.Select(Gen.Float[0, 1].Array[1, 40], Gen.Float[0, 1].Array[1, 40]).Sample((mated, nonMated) =>
        {
            var rate = EqualErrorRate.Of(mated, nonMated);
            Assert.InRange(rate, 0, 1);
            // Brute force: no threshold has both rates below it, and none has both above it.
            foreach (var threshold in mated.Concat(nonMated).Append(2f))
            {
                var fmr = nonMated.Count(score => score >= threshold) / (double)nonMated.Length;
                var fnmr = mated.Count(score => score < threshold) / (double)mated.Length;
                Assert.False(Math.Max(fmr, fnmr) < rate - 1e-9);
                Assert.False(Math.Min(fmr, fnmr) > rate + 1e-9);
            }
        });

    [Fact]
    public void Of_NoScores_IsRefused() => Assert.Throws<ArgumentException>(() => EqualErrorRate.Of([], [1]));
}
