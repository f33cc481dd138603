using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Metrics;

public sealed class BootstrapIntervalTests
{
    [Fact]
    public void Of_HundredAndOneValues_InterpolatesTheTails() =>
        // 0 to 100: the 2.5 % and 97.5 % places lie halfway between two values.
        Assert.Equal((2.5, 97.5), BootstrapInterval.Of(Enumerable.Range(0, 101).Reverse().Select(value => (double?)value)));

    [Fact]
    public void Of_TooManyWithoutAValue_HasNone() =>
        Assert.Null(BootstrapInterval.Of(Enumerable.Range(0, 100).Select(value => value % 5 == 0 ? null : (double?)value)));

    [Fact]
    public void Of_FewWithoutAValue_LeavesThemOut() =>
        Assert.Equal((1.0, 1.0), BootstrapInterval.Of(Enumerable.Range(0, 100).Select(value => value == 7 ? null : value == 8 ? double.NaN : (double?)1)));

    [Fact]
    public void Draw_MeanOfPeople_HasTheWidthThatTheoryGives()
    {
        // 400 people, half of whom weigh 1: the share deviates by sqrt(0.25 / 400) = 0.025, so 95 % lie within 0.049.
        const int People = 400;
        var shares = BootstrapInterval.Draw<double?>(People, 1, weights => Enumerable.Range(0, People / 2).Sum(weights.Of) / People);

        var (low, high) = BootstrapInterval.Of(shares)!.Value;
        Assert.InRange(low, 0.5 - 0.057, 0.5 - 0.041);
        Assert.InRange(high, 0.5 + 0.041, 0.5 + 0.057);
    }

    [Fact]
    public void Resample_DrawsAsManyPeopleAsThereAre_AndTheSameAgain()
    {
        double[] Drawn(ulong seed, int resample) => [.. Enumerable.Range(0, 50).Select(SubjectWeights.Resample(50, seed, resample).Of)];

        Assert.Equal(50, Drawn(3, 8).Sum());
        Assert.Equal(Drawn(3, 8), Drawn(3, 8));
        Assert.NotEqual(Drawn(3, 8), Drawn(3, 9));
        Assert.NotEqual(Drawn(3, 8), Drawn(4, 8));
    }

    [Fact]
    public void RuleOfThree_NoErrorAmongAHundred_AllowsThreePerCent() => Assert.Equal(0.03, RuleOfThree.UpperBound(100), 12);
}
