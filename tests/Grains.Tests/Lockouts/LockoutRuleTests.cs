using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Lockouts;

namespace Mote.Grains.Tests.Lockouts;

public sealed class LockoutRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Entrance North = Entrance.Door("north");
    private static readonly Entrance South = Entrance.Door("south");

    [Fact]
    public void AfterNonMatch_TheLastThatIsAnswered_ClosesALockAtThatDoor()
    {
        var rule = Rule(3);
        var two = Times(2, rule, PersonLockout.None, North);
        Assert.Equal((new Lockout(2, 0, null), null), (two.At(North).Lockout, two.Lasting));

        var closed = rule.AfterNonMatch(two, North, Noon);
        Assert.Equal(new Lockout(0, 1, Noon.AddMinutes(1)), closed.At(North).Lockout);
        Assert.Equal(TimeSpan.FromSeconds(59), closed.At(North).Lockout.Remaining(Noon.AddSeconds(1)));
        Assert.Equal((North, Noon.AddMinutes(1)), Assert.Single(closed.Closed(Noon).Select(closed => (closed.Entrance, closed.Until))));
        Assert.Empty(closed.Closed(Noon.AddMinutes(1)));
        Assert.Equal((Lockout.None, new Lockout(3, 0, null)), (closed.At(South).Lockout, closed.Everywhere));
    }

    [Fact]
    public void AfterNonMatch_ADoorAndAKeyOfOneName_AreTwo()
    {
        var locked = Times(3, Rule(3), PersonLockout.None, North);
        Assert.Equal(Lockout.None, locked.At(Entrance.Key("north")).Lockout);
    }

    /// <summary>However long somebody tries at one door, the others stay open.</summary>
    [Fact]
    public void AfterNonMatch_OneDoorAlone_LocksThatOneLongerAndLongerAndNoOther()
    {
        var rule = Rule(2);
        var (lockout, minutes) = (PersonLockout.None, new List<double>());
        for (var i = 0; i < 9; i++)
        {
            lockout = Times(2, rule, lockout, North);
            minutes.Add(lockout.At(North).Lockout.Remaining(Noon)!.Value.TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], minutes);
        Assert.Equal(new Lockout(2, 0, null), lockout.Everywhere);
        var longLocked = lockout with { Doors = [lockout.Doors[0] with { Lockout = new Lockout(1, int.MaxValue - 1, null) }] };
        Assert.Equal(60, rule.AfterNonMatch(longLocked, North, Noon).At(North).Lockout.Remaining(Noon)!.Value.TotalMinutes);
    }

    [Fact]
    public void AfterNonMatch_SeveralDoors_LockAllAtTheWiderBound()
    {
        var rule = Rule(3);
        var lockout = Times(2, rule, Times(2, rule, Times(3, rule, PersonLockout.None, North), South), Entrance.Key("desk"));
        Assert.Equal([North], lockout.Closed(Noon).Select(closed => closed.Entrance));
        Assert.False(rule.IsSpentEverywhere(lockout.Everywhere, 1));
        Assert.True(rule.IsSpentEverywhere(lockout.Everywhere, 2));

        lockout = Times(2, rule, lockout, Entrance.Door("west"));
        Assert.Equal([null, North], lockout.Closed(Noon).Select(closed => closed.Entrance));
        Assert.Equal(new Lockout(0, 1, Noon.AddMinutes(1)), lockout.Everywhere);

        // Each door counts on from there, and so does what they count together.
        Assert.Equal(2, lockout.At(South).Lockout.NonMatches);
        lockout = Times(3, rule, Times(3, rule, Times(3, rule, lockout, North), South), Entrance.Door("west"));
        Assert.Equal(new Lockout(0, 2, Noon.AddMinutes(2)), lockout.Everywhere);
    }

    /// <summary>A wider bound that is the door's makes of all doors one, as it was before doors were told apart.</summary>
    [Fact]
    public void AfterNonMatch_WiderBoundThatIsTheDoors_LocksAllForAsLongAsOneDoor()
    {
        var rule = Rule(2, 2);
        var (lockout, minutes) = (PersonLockout.None, new List<double>());
        for (var i = 0; i < 4; i++)
        {
            lockout = Times(2, rule, lockout, i % 2 == 0 ? North : South);
            minutes.Add(lockout.Closed(Noon).Max(closed => closed.Until - Noon).TotalMinutes);
            Assert.Null(lockout.Closed(Noon)[0].Entrance);
        }

        Assert.Equal([1, 2, 4, 8], minutes);
    }

    /// <summary>What was counted before doors were told apart goes on at every door.</summary>
    [Fact]
    public void AfterNonMatch_LocksOfAllDoorsBefore_MakeADoorsLockLonger()
    {
        var before = new PersonLockout(new Lockout(0, 2, Noon), []);
        Assert.Equal(TimeSpan.FromMinutes(4), Times(3, Rule(3), before, North).At(North).Lockout.Remaining(Noon));
    }

    [Fact]
    public void AfterMatch_EndsItsOwnDoorsCountAndThatOfAllTogether()
    {
        var rule = Rule(3);
        var matched = LockoutRule.AfterMatch(Times(2, rule, Times(3, rule, PersonLockout.None, South), North), North);
        Assert.Equal((Lockout.None, Lockout.None), (matched.At(North).Lockout, matched.Everywhere));
        Assert.Equal([South], matched.Closed(Noon).Select(closed => closed.Entrance));
        Assert.Equal(PersonLockout.None, LockoutRule.AfterMatch(matched, South));
    }

    [Fact]
    public void AfterNonMatch_Explained_CountsThreeOfTheDoorsBoundAndAsMuchOfTheWiderOne()
    {
        var rule = Rule(10);
        var lockout = PersonLockout.None;
        for (var map = 1; map <= 3; map++)
        {
            // At whatever door.
            lockout = rule.AfterNonMatch(lockout, Entrance.Door($"{map}"), Noon, LockoutRule.Explained);
            Assert.Equal((3, 9 * map, 0), (lockout.At(Entrance.Door($"{map}")).Lockout.NonMatches, lockout.Everywhere.NonMatches, lockout.Everywhere.Locks));
        }

        // One plain attempt is left of ten, and it may be explained as well.
        Assert.Equal(1, rule.AfterNonMatch(lockout, North, Noon, LockoutRule.Explained).Everywhere.Locks);
        Assert.Equal(2, rule.AfterNonMatch(PersonLockout.None with { Everywhere = new Lockout(29, 1, Noon) }, North, Noon).Everywhere.Locks);
    }

    /// <summary>Names come from keys, and yet: as many doors as there are, what is kept of them is bounded, and no lock is lost by it.</summary>
    [Fact]
    public void AfterNonMatch_MoreDoorsThanThereIsRoomFor_KeepsLocksAndForgetsTheLeast()
    {
        var rule = Rule(2, 100_000);
        var lockout = Times(2, rule, Times(2, rule, PersonLockout.None, North), North);
        for (var door = 0; door < 500; door++)
            lockout = rule.AfterNonMatch(lockout, Entrance.Door($"{new string('d', 100)}-{door}"), Noon);
        Assert.InRange(lockout.Doors.Sum(door => door.Bytes), 1, PersonLockout.MostBytes);
        Assert.Equal((new Lockout(0, 2, Noon.AddMinutes(2)), 502), (lockout.At(North).Lockout, lockout.Everywhere.NonMatches));

        // Where all are locked, what has no room is locked everywhere.
        for (var door = 0; door < 20; door++)
            lockout = Times(2, rule, lockout, Entrance.Door($"{new string('e', 100)}-{door}"));
        Assert.InRange(lockout.Everywhere.Until!.Value, Noon.AddMinutes(1), Noon.AddMinutes(2));
        Assert.Equal(2, lockout.At(North).Lockout.Locks);
    }

    [Theory]
    [InlineData(0, 2, false)]
    [InlineData(0, 3, true)]
    [InlineData(2, 0, false)]
    [InlineData(2, 1, true)]
    // Counted under a larger bound, which was lowered since: one is left, and it closes a lock.
    [InlineData(7, 0, false)]
    [InlineData(7, 1, true)]
    public void IsSpent_CountedAndUnderWay_TogetherStayWithinTheBound(int nonMatches, int underWay, bool expected)
    {
        Assert.Equal(expected, Rule(3).IsSpent(new Lockout(nonMatches, 0, null), underWay));
        Assert.Equal(expected, Rule(3, 3).IsSpentEverywhere(new Lockout(nonMatches, 0, null), underWay));
    }

    [Fact]
    public void BoundOfNought_CountsNothing()
    {
        var rule = Rule(0);
        Assert.Same(PersonLockout.None, rule.AfterNonMatch(PersonLockout.None, North, Noon));
        Assert.False(rule.IsSpent(Lockout.None, 1000));
        Assert.False(rule.IsSpentEverywhere(Lockout.None, 1000));
    }

    [Theory]
    [InlineData(-1, null, 1, 60, "MostNonMatches")]
    [InlineData(10, 0, 1, 60, "MostNonMatchesEverywhere is 1")]
    [InlineData(10, 9, 1, 60, "all doors together have at least as many as one")]
    [InlineData(0, 9, 1, 60, "bounds nothing")]
    [InlineData(10, null, 0, 60, "FirstMinutes")]
    [InlineData(10, null, 1, 1e6, "MostMinutes")]
    [InlineData(10, null, 10, 5, "no shorter than the first")]
    public void Options_Wrong_SayWhatToGive(int most, int? everywhere, double first, double longest, string expected)
    {
        var options = new LockoutOptions { MostNonMatches = most, MostNonMatchesEverywhere = everywhere, FirstMinutes = first, MostMinutes = longest };
        List<ValidationResult> wrong = [];
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true));
        Assert.Contains(expected, wrong[0].ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Entrance_LongName_IsCutAndStaysItsOwn()
    {
        var (one, other) = (Entrance.Key(new string('é', 500) + "1"), Entrance.Key(new string('é', 500) + "2"));
        Assert.NotEqual(one, other);
        Assert.All(new[] { one, other }, entrance => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(entrance.Name), 120, Entrance.LongestName));
        Assert.Equal(one, Entrance.Key(one.Name));
        Assert.Equal(new string('n', 128), Entrance.Door(new string('n', 128)).Name);
    }

    private static LockoutRule Rule(int most, int? everywhere = null) => new(Options.Create(new LockoutOptions { MostNonMatches = most, MostNonMatchesEverywhere = everywhere }));

    private static PersonLockout Times(int times, LockoutRule rule, PersonLockout before, Entrance at) =>
        Enumerable.Range(0, times).Aggregate(before, (lockout, _) => rule.AfterNonMatch(lockout, at, Noon));
}
