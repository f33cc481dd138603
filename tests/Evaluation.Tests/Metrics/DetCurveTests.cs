using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Metrics;

public sealed class DetCurveTests
{
    [Fact]
    public void Of_EveryPoint_IsARateThatAThresholdGives() => Assert.Equal(
        // Non-mated, falling: .6, .4 .4 .4, .3 .3, .2 .2, .1 .1; mated: .9 .8 .7 .5 .3.
        [(1.0, 0.0), (0.8, 0.0), (0.6, 0.0), (0.4, 0.2), (0.1, 0.4)],
        DetCurve.Of(ScoreSet.Of(Comparisons.ByHand), 20));

    [Fact]
    public void Of_ManyScores_IsThinnedOut() => Assert.InRange(DetCurve.Of(ScoreSet.Of(Comparisons.ByHand), 2).Count, 1, 2);
}
