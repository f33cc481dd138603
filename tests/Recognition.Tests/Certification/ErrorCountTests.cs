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

    /// <summary>The figures of Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_IsWhatWasPublished(int errors, int trials, double low, double high)
    {
        var wilson = new ErrorCount(errors, trials).Wilson;
        Assert.Equal((low, high), (wilson.Low, wilson.High), new Close(5e-5));
        // Of what went right the same, from the other end.
        var right = new ErrorCount(trials - errors, trials).Wilson;
        Assert.Equal((1 - wilson.High, 1 - wilson.Low), (right.Low, right.High), new Close(1e-12));
    }

    [Fact]
    public void Wilson_NothingKnown_IsAnything() => Assert.Equal((0, 1), default(ErrorCount).Wilson);

    [Fact]
    public void Sum_AddsErrorsAndTrials() =>
        Assert.Equal(new ErrorCount(4, 30), ErrorCount.Sum([new(1, 10), new(3, 20)]));

    private sealed class Close(double by) : IEqualityComparer<(double Low, double High)>
    {
        public bool Equals((double Low, double High) one, (double Low, double High) other) => Math.Abs(one.Low - other.Low) <= by && Math.Abs(one.High - other.High) <= by;

        public int GetHashCode((double Low, double High) pair) => 0;
    }
}
