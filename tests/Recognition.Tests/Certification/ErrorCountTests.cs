using Mote.Recognition.Certification;

namespace Mote.Recognition.Tests.Certification;

public sealed class ErrorCountTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 20)]
    [InlineData(7, 250)]
    [InlineData(19, 20)]
    public void UpperBound_IsTheRateThatGivesSoFewErrorsInOneOfTwentyRuns(int errors, int trials)
    {
        var bound = new ErrorCount(errors, trials).UpperBound;

        // The binomial distribution summed term by term, independently of the beta function behind the bound.
        var (term, sum) = (Math.Pow(1 - bound, trials), 0.0);
        for (var k = 0; k <= errors; k++)
        {
            sum += term;
            term *= (trials - k) / (k + 1.0) * bound / (1 - bound);
        }

        Assert.Equal(0.05, sum, 1e-9);
    }

    [Fact]
    public void UpperBound_WithoutErrors_IsNearlyThreeByTrials() => Assert.Equal(3.0 / 1000, new ErrorCount(0, 1000).UpperBound, 1e-5);

    [Fact]
    public void UpperBound_NothingKnownOrAllWrong_IsOne()
    {
        Assert.Equal(1, default(ErrorCount).UpperBound);
        Assert.Equal(0, default(ErrorCount).Rate);
        Assert.Equal(1, new ErrorCount(5, 5).UpperBound);
    }

    [Fact]
    public void Sum_AddsErrorsAndTrials() =>
        Assert.Equal(new ErrorCount(4, 30), ErrorCount.Sum([new(1, 10), new(3, 20)]));
}
