using MathNet.Numerics.Distributions;
using Mote.Recognition.Randomness;
using Mote.Recognition.Spaces;

namespace Mote.Recognition.Tests.Spaces;

public sealed class QualityAllowanceTests
{
    private const double Mean = 0.4;
    private const double Deviation = 0.1;
    private const double Excess = 0.03;

    // Two lengths, so that the standardised logarithm is -1 or 1.
    private const float Short = 2;
    private const float Long = 8;

    /// <summary>Mated margins that rise with quality and strangers' that do not: no other allowance rejects fewer at the same false-match rate.</summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(-0.03)]
    public void Fit_KnownDistributions_IsTheAllowanceThatRejectsFewest(double slope)
    {
        var fitted = Fit(slope).Of(Short);
        var best = Enumerable.Range(-200, 401).Select(step => step * 5e-4).MinBy(excused => Rejected(slope, excused));
        TestContext.Current.TestOutputHelper?.WriteLine($"slope {slope}: excused {fitted}, best {best}");
        Assert.Equal(best, fitted, 0.003);
        Assert.True(Math.Abs(fitted) > 0.3 * Math.Abs(slope));
    }

    [Fact]
    public void Of_LengthsBeyondTheCohorts_AreExcusedNoMore()
    {
        var allowance = Fit(0.05);
        Assert.Equal(4, allowance.OrdinaryLength, 0.2f);
        Assert.Equal(0, allowance.Of(allowance.OrdinaryLength), 1e-6f);
        Assert.Equal(-allowance.Of(Long), allowance.Of(Short), 2e-3f);
        Assert.Equal(allowance.Of(0.9f * Short), allowance.Of(1e-6f));
        Assert.Equal(allowance.Of(1.1f * Long), allowance.Of(1e6f));
    }

    /// <summary>A person with a thousand photos counts as one with two.</summary>
    [Fact]
    public void Fit_PersonWithManyPhotos_CountsOnce()
    {
        var mated = Mated(0.05).ToList();
        var one = QualityAllowance.Fit(Lengths, mated, Strangers);
        mated.AddRange(Enumerable.Range(0, 1000).Select(_ => (-1, Short, 2f)));
        Assert.Equal(one.Of(Short), QualityAllowance.Fit(Lengths, mated, Strangers).Of(Short), 1e-3f);
    }

    [Fact]
    public void Fit_LengthsThatDoNotDiffer_ExcuseNothing()
    {
        float[] lengths = [1, 1.00001f, 0.99999f, 1];
        var allowance = QualityAllowance.Fit(lengths, [.. Mated(0.05)], Strangers);
        Assert.All([0.1f, 1, 10], length => Assert.Equal(0, allowance.Of(length)));
        Assert.Equal(0, QualityAllowance.Fit([2, 8], [], Strangers).Of(2));
    }

    private static float[] Lengths => [.. Enumerable.Range(0, 100).Select(photo => photo % 2 == 0 ? Short : Long)];

    private static float[] Strangers { get; } = MakeStrangers();

    private static QualityAllowance Fit(double slope) => QualityAllowance.Fit(Lengths, [.. Mated(slope)], Strangers);

    private static IEnumerable<(int Person, float Length, float Margin)> Mated(double slope)
    {
        var random = SeededRandom.Create(4);
        return Enumerable.Range(0, 40_000).Select(photo => photo % 2 == 0
            ? (photo, Short, (float)Normal.Sample(random, Mean - slope, Deviation))
            : (photo, Long, (float)Normal.Sample(random, Mean + slope, Deviation)));
    }

    // The quantiles of an exponential distribution.
    private static float[] MakeStrangers() => [.. Enumerable.Range(0, 200_000).Select(i => (float)(-Excess * Math.Log(1 - (i + 0.5) / 200_000)))];

    /// <summary>The share of mated comparisons below the threshold at which one stranger in a thousand is accepted, by the distributions themselves.</summary>
    private static double Rejected(double slope, double excused)
    {
        // Half of exp(-(t - e) / b) and half of exp(-(t + e) / b) are 1e-3.
        var threshold = Excess * Math.Log(1e3 * (Math.Exp(excused / Excess) + Math.Exp(-excused / Excess)) / 2);
        return (Normal.CDF(Mean - slope + excused, Deviation, threshold) + Normal.CDF(Mean + slope - excused, Deviation, threshold)) / 2;
    }
}
