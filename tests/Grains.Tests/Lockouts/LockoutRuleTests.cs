using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Mote.Grains.Lockouts;

namespace Mote.Grains.Tests.Lockouts;

public sealed class LockoutRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AfterNonMatch_TheLastThatIsAnswered_ClosesALock()
    {
        var rule = Rule(3);
        var two = rule.AfterNonMatch(rule.AfterNonMatch(Lockout.None, Noon), Noon);
        Assert.Equal((2, 0, null), (two.NonMatches, two.Locks, two.Remaining(Noon)));

        var closed = rule.AfterNonMatch(two, Noon);
        Assert.Equal(new Lockout(0, 1, Noon.AddMinutes(1)), closed);
        Assert.Equal(TimeSpan.FromSeconds(59), closed.Remaining(Noon.AddSeconds(1)));
        Assert.Null(closed.Remaining(Noon.AddMinutes(1)));
    }

    [Fact]
    public void AfterNonMatch_Explained_CountsThreeOfTheBound()
    {
        var rule = Rule(10);
        var lockout = Lockout.None;
        for (var map = 1; map <= 3; map++)
        {
            lockout = rule.AfterNonMatch(lockout, Noon, LockoutRule.Explained);
            Assert.Equal((3 * map, 0), (lockout.NonMatches, lockout.Locks));
        }

        // One plain attempt is left of ten, and it may be explained as well.
        Assert.False(rule.IsSpent(lockout, 0));
        Assert.Equal(1, rule.AfterNonMatch(lockout, Noon, LockoutRule.Explained).Locks);
    }

    [Fact]
    public void AfterNonMatch_LockAfterLock_EachTakesTwiceAsLongUpToTheLongest()
    {
        var rule = Rule(1);
        var (lockout, minutes) = (Lockout.None, new List<double>());
        for (var i = 0; i < 9; i++)
        {
            lockout = rule.AfterNonMatch(lockout, Noon);
            minutes.Add(lockout.Remaining(Noon)!.Value.TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], minutes);
        Assert.Equal(60, rule.AfterNonMatch(lockout with { Locks = int.MaxValue - 1 }, Noon).Remaining(Noon)!.Value.TotalMinutes);
    }

    [Theory]
    [InlineData(0, 2, false)]
    [InlineData(0, 3, true)]
    [InlineData(2, 0, false)]
    [InlineData(2, 1, true)]
    public void IsSpent_CountedAndUnderWay_TogetherStayWithinTheBound(int nonMatches, int underWay, bool expected) =>
        Assert.Equal(expected, Rule(3).IsSpent(new Lockout(nonMatches, 0, null), underWay));

    [Fact]
    public void BoundOfNought_CountsNothing()
    {
        var rule = Rule(0);
        Assert.Same(Lockout.None, rule.AfterNonMatch(Lockout.None, Noon));
        Assert.False(rule.IsSpent(Lockout.None, 1000));
    }

    [Theory]
    [InlineData(-1, 1, 60, "MostNonMatches")]
    [InlineData(10, 0, 60, "FirstMinutes")]
    [InlineData(10, 1, 1e6, "MostMinutes")]
    [InlineData(10, 10, 5, "no shorter than the first")]
    public void Options_Wrong_SayWhatToGive(int most, double first, double longest, string expected)
    {
        var options = new LockoutOptions { MostNonMatches = most, FirstMinutes = first, MostMinutes = longest };
        List<ValidationResult> wrong = [];
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true));
        Assert.Contains(expected, wrong[0].ErrorMessage, StringComparison.Ordinal);
    }

    private static LockoutRule Rule(int most) => new(Options.Create(new LockoutOptions { MostNonMatches = most }));
}
