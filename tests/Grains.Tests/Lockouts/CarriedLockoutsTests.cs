using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Lockouts;
using Mote.Tests;
using Orleans.Serialization;

namespace Mote.Grains.Tests.Lockouts;

public sealed class CarriedLockoutsTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly IdentityKey Ada = new("site", "ada");
    private static readonly PersonLockout Nine = new(new Lockout(9, 0, null), [new DoorLockout(Entrance.Door("north"), new Lockout(9, 1, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), 9)]);

    private readonly Waited _time = new();

    [Fact]
    public async Task Leave_ReachesAllSilos_AndOneOfThemTakesIt()
    {
        var (here, there, third) = Silos();
        await here.Leave(Ada, Nine);
        Assert.Equal((1, 1, 1), (here.Count, there.Count, third.Count));
        Assert.Equal(Nine, there.Take(Ada));
        // A later activation finds nothing that is older than what the person did since.
        Assert.Equal((0, 0, 0), (here.Count, there.Count, third.Count));
        Assert.Null(here.Take(Ada));
    }

    [Fact]
    public async Task Leave_AfterTheLongestLock_IsForgotten()
    {
        var (here, there, _) = Silos();
        await here.Leave(Ada, Nine);
        _time.By(TimeSpan.FromMinutes(61));
        Assert.Null(there.Take(Ada));
        await here.Leave(new IdentityKey("site", "bob"), Nine);
        Assert.Equal(1, here.Count);
    }

    [Fact]
    public async Task Leave_OfMany_IsBounded()
    {
        var (here, _, _) = Silos();
        for (var i = 0; i < CarriedLockouts.Most + 100; i++)
            await here.Leave(new IdentityKey("site", $"person-{i}"), Nine);
        Assert.Equal(CarriedLockouts.Most, here.Count);
        Assert.Null(here.Take(new IdentityKey("site", "person-0")));
        for (var i = 0; i < 3 * CarriedLockouts.Most; i++)
            await here.Leave(Ada, Nine);
        Assert.Equal(Nine, here.Take(Ada));
    }

    /// <summary>As it goes from silo to silo.</summary>
    [Fact]
    public void Lockout_Serialised_IsTheSame()
    {
        var serialiser = cluster.Service<Serializer>();
        Assert.Equal(Nine, serialiser.Deserialize<PersonLockout>(serialiser.SerializeToArray(Nine)));
        Assert.Equal(PersonLockout.None, serialiser.Deserialize<PersonLockout>(serialiser.SerializeToArray(PersonLockout.None)));
    }

    private (CarriedLockouts, CarriedLockouts, CarriedLockouts) Silos()
    {
        var rule = new LockoutRule(Options.Create(new LockoutOptions()));
        var lines = Enumerable.Range(0, 3).Select(_ => new Lines()).ToArray();
        var silos = lines.Select(line => new CarriedLockouts(line, rule, _time)).ToArray();
        for (var i = 0; i < 3; i++)
            lines[i].Others = [.. silos.Where(silo => silo != silos[i])];
        return (silos[0], silos[1], silos[2]);
    }

    /// <summary>Silos in one process, so that what they say to each other arrives at once.</summary>
    private sealed class Lines : IOtherLockouts
    {
        public CarriedLockouts[] Others { get; set; } = [];

        public Task Leave(IdentityKey identity, PersonLockout lockout)
        {
            Assert.All(Others, other => other.Keep(identity, lockout));
            return Task.CompletedTask;
        }

        public void Taken(IdentityKey identity) => Assert.All(Others, other => other.Forget(identity));

        public void Closed(DateTimeOffset end, TimeSpan remaining)
        {
        }

        public Task<TimeSpan?> Remaining(DateTimeOffset end) => Task.FromResult<TimeSpan?>(null);
    }
}
