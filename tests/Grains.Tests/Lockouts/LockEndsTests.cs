using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Lockouts;

namespace Mote.Grains.Tests.Lockouts;

/// <summary>Three silos whose days are an hour or two apart.</summary>
public sealed class LockEndsTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Silo _here = new(Day);
    private readonly Silo _later = new(Day + TimeSpan.FromHours(1));
    private readonly Silo _earlier = new(Day - TimeSpan.FromHours(1));

    public LockEndsTests() => Connect(_here, _later, _earlier);

    [Fact]
    public async Task TakenUp_WhereTheDayIsAnother_LastsAsLongAsItWouldHave()
    {
        var locked = Locked(Day + 10 * Minute);
        _here.Ends.Closed(Day + 10 * Minute);
        Pass(4 * Minute);
        foreach (var silo in new[] { _later, _earlier })
        {
            var taken = await silo.Ends.ByOwnDay(locked);
            Assert.Equal(6 * Minute, taken.Everywhere.Remaining(silo.Now));
            Assert.Equal(6 * Minute, taken.At(Entrance.Door("north")).Lockout.Remaining(silo.Now));
            Assert.Equal((3, 2), (taken.Everywhere.Locks, taken.At(Entrance.Door("north")).Lockout.Locks));
        }

        Assert.Equal(locked, await _here.Ends.ByOwnDay(locked));
        Pass(7 * Minute);
        Assert.Null((await _earlier.Ends.ByOwnDay(locked)).Everywhere.Remaining(_earlier.Now));
    }

    [Fact]
    public async Task TakenUpOnceMore_ByTheDayOfTheOneBefore_LastsNoLongerAndNoShorter()
    {
        var locked = Locked(Day + 10 * Minute);
        _here.Ends.Closed(Day + 10 * Minute);
        Pass(Minute);
        var second = await _later.Ends.ByOwnDay(locked);
        Pass(Minute);
        Assert.Equal(8 * Minute, (await _earlier.Ends.ByOwnDay(second)).Everywhere.Remaining(_earlier.Now));
    }

    [Fact]
    public async Task TakenUp_ByASiloThatHasJustStarted_IsAskedOfTheOthers()
    {
        var locked = Locked(Day + 10 * Minute);
        _here.Ends.Closed(Day + 10 * Minute);
        Pass(Minute);
        // The one at which it closed is gone.
        var started = new Silo(Day + TimeSpan.FromHours(2));
        Connect(_later, _earlier, started);
        started.Clock.Advance(Minute);
        Assert.Equal(9 * Minute, (await started.Ends.ByOwnDay(locked)).Everywhere.Remaining(started.Now));
        // What nobody remembers ends by the day of whoever reads it, and lasts no longer than a lock does.
        var longest = TimeSpan.FromMinutes(new LockoutOptions().MostMinutes);
        Assert.Equal(longest, (await started.Ends.ByOwnDay(Locked(started.Now + TimeSpan.FromHours(5)))).Everywhere.Remaining(started.Now));
        Assert.Equal(2 * Minute, (await started.Ends.ByOwnDay(Locked(started.Now + 2 * Minute))).Everywhere.Remaining(started.Now));
    }

    [Fact]
    public async Task TakenUp_LongOver_IsAskedOfNobody()
    {
        var old = Locked(Day - TimeSpan.FromDays(3));
        Assert.Equal(old, await _later.Ends.ByOwnDay(old));
        Assert.Equal(PersonLockout.None, await _later.Ends.ByOwnDay(PersonLockout.None));
        Assert.Equal(0, _here.Asked);
        await _later.Ends.ByOwnDay(Locked(Day + Minute));
        Assert.Equal(1, _here.Asked);
    }

    [Fact]
    public void Told_OfMany_IsBounded()
    {
        for (var i = 0; i < LockEnds.Most + 10; i++)
            _here.Ends.Keep(Day + TimeSpan.FromSeconds(i), Minute);
        Assert.Null(_here.Ends.Remaining(Day));
        Assert.Equal(Minute, _here.Ends.Remaining(Day + TimeSpan.FromSeconds(LockEnds.Most)));
    }

    private static PersonLockout Locked(DateTimeOffset until) => new(new Lockout(0, 3, until), [new DoorLockout(Entrance.Door("north"), new Lockout(1, 2, until), 0)]);

    private static void Connect(params Silo[] silos)
    {
        foreach (var silo in silos)
            silo.Others = [.. silos.Where(other => other != silo)];
    }

    private void Pass(TimeSpan time)
    {
        foreach (var silo in new[] { _here, _later, _earlier })
            silo.Clock.Advance(time);
    }

    private sealed class Silo : IOtherLockouts
    {
        public Silo(DateTimeOffset day)
        {
            Clock = new FakeTimeProvider(day);
            Ends = new LockEnds(this, new LockoutRule(Options.Create(new LockoutOptions())), Clock);
        }

        public FakeTimeProvider Clock { get; }

        public LockEnds Ends { get; }

        public Silo[] Others { get; set; } = [];

        public int Asked { get; private set; }

        public DateTimeOffset Now => Clock.GetUtcNow();

        public Task Leave(IdentityKey identity, PersonLockout lockout) => Task.CompletedTask;

        public void Taken(IdentityKey identity)
        {
        }

        public void Closed(DateTimeOffset end, TimeSpan remaining)
        {
            foreach (var other in Others)
                other.Ends.Keep(end, remaining);
        }

        public Task<TimeSpan?> Remaining(DateTimeOffset end) => Task.FromResult(Others.Select(other => other.Told(end)).Max());

        private TimeSpan? Told(DateTimeOffset end)
        {
            Asked++;
            return Ends.Remaining(end);
        }
    }
}
