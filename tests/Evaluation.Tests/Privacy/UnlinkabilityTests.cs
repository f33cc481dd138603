using MathNet.Numerics.Distributions;
using Mote.Evaluation.Privacy;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Tests.Privacy;

public sealed class UnlinkabilityTests
{
    [Fact]
    public void DSys_Disjoint_IsOne() => Assert.Equal(1, DSys(mated: Range(0.5, 1, 100), nonMated: Range(0, 0.4, 900)), 6);

    [Fact]
    public void DSys_AllEqual_IsZero() => Assert.Equal(0, DSys([.. Enumerable.Repeat(1f, 10)], [.. Enumerable.Repeat(1f, 50)]), 6);

    [Fact]
    public void DSys_MatedWithinHalfOfTheOthersRange_IsAThird()
    {
        // Uniform on [0, 1] against uniform on [0, 2]: LR = 2 wherever mated scores are, so D = 2 * 2 / 3 - 1 = 1/3.
        Assert.Equal(1.0 / 3, DSys(Range(0, 1, 4000), Range(0, 2, 4000)), 2);
    }

    [Fact]
    public void DSys_TwoValues_IsCountedByHand()
    {
        // Mated: 3 of 4 at 1. Others: 1 of 4 at 1. LR(1) = 3, D = 1/2, and a share of 3/4 is there.
        Assert.Equal(0.75 * 0.5, DSys([0, 1, 1, 1], [0, 0, 0, 1]), 6);
    }

    [Fact]
    public void Of_Noise_IsAboutZeroThoughRawIsNot()
    {
        var result = Unlinkability.Of([Scores(subjects: 120, versions: 2, signal: 0)], 1, TestContext.Current.CancellationToken);
        Assert.InRange(result.Net, -0.04, 0.04);
        Assert.InRange(result.Null, 0.02, 0.09);
        Assert.Equal(result.Raw - result.Null, result.Net, 12);
    }

    [Fact]
    public void Of_Signal_IsNearOneAndNamed()
    {
        var result = Unlinkability.Of([Scores(40, 2, 0), Scores(40, 2, 50) with { Name = "leak" }], 1, TestContext.Current.CancellationToken);
        Assert.Equal("leak", result.Best);
        Assert.InRange(result.Raw, 0.999, 1.001);
        Assert.InRange(result.Net, 0.75, 1);
    }

    private static LinkageScores Scores(int subjects, int versions, double signal)
    {
        var random = SeededRandom.Create(8);
        var count = subjects * versions;
        return new LinkageScores("noise", [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count)
            .Select(j => (float)(Normal.Sample(random, 0, 1) + (i / versions == j / versions ? signal : 0))).ToArray())], versions);
    }

    private static float[] Range(double low, double high, int count) => [.. Enumerable.Range(0, count).Select(i => (float)(low + (high - low) * (i + 0.5) / count))];

    private static double DSys(float[] mated, float[] nonMated)
    {
        var all = mated.Select(score => (score, isMated: true)).Concat(nonMated.Select(score => (score, isMated: false))).OrderBy(pair => pair.score).ToArray();
        return Unlinkability.DSys([.. all.Select(pair => pair.score)], [.. all.Select(pair => pair.isMated)]);
    }
}
