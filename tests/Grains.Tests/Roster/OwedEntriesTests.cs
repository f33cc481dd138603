using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Roster;
using Mote.Protocol;

namespace Mote.Grains.Tests.Roster;

/// <summary>What a shard owes the trail is paid once, whatever becomes of the trail meanwhile.</summary>
public sealed class OwedEntriesTests
{
    private static readonly ShardKey Shard = new("realm", 3);

    private readonly List<AuditEvent> _trail = [];
    private int _failures;
    private int _searches;
    private bool _isTakenNevertheless;

    [Fact]
    public Task Announced_NotDue_IsNotPaidAndStaysInTheHead() => OneScheduler.Run(async () =>
    {
        var (entries, head) = Announced(1);
        await entries.PayAll();
        Assert.Empty(_trail);
        Assert.Equal([(1, false)], Left(entries, head));
    });

    [Fact]
    public Task CameAbout_IsPaidOnceWithTheStampAndTheTime_AndLeavesTheHead() => OneScheduler.Run(async () =>
    {
        var (entries, head) = Announced(1);
        entries.FallDue(1);
        await Task.WhenAll(entries.Pay(1), entries.Pay(1), entries.PayAll());
        var paid = Assert.Single(_trail);
        Assert.Equal((3, 1L, head.Owed[0].At), (paid.Manifest!.Shard, paid.Manifest.Counter, paid.HappenedAt));
        Assert.Equal((1L, 0), (entries.Noted, _searches));
        Assert.Empty(entries.Left(head.Owed));
    });

    [Fact]
    public void NeverCameAbout_IsForgotten()
    {
        var (entries, head) = Announced(1, 2);
        entries.Cancel(1);
        entries.FallDue(2);
        entries.Cancel(2);
        Assert.Equal([(2, true)], Left(entries, head));
    }

    /// <summary>A trail that refuses an entry may have it queued: it is asked before it is given the same again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task NotTaken_IsOwedUntilTheTrailTakesTheNext_AndIsThereOnce(bool isTakenNevertheless) => OneScheduler.Run(async () =>
    {
        var (entries, head) = Announced(1, 2);
        (_failures, _isTakenNevertheless) = (1, isTakenNevertheless);
        entries.FallDue(1);
        await entries.Pay(1);
        Assert.Equal([(1, true), (2, false)], Left(entries, head));

        entries.FallDue(2);
        await entries.Pay(2);
        await entries.PayAll();
        Assert.Equal([1, 2], _trail.Select(entry => entry.Manifest!.Counter).Order());
        Assert.Empty(entries.Left(head.Owed));
    });

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    public Task OfAnActivationBefore_Due_IsPaidUnlessTheTrailHasIt(bool isHeld, int expected) => OneScheduler.Run(async () =>
    {
        var owed = Entry(7) with { IsDue = true };
        if (isHeld)
            _trail.Add(owed.Of(Shard));
        var entries = new OwedEntries(Shard, Around(), ManifestHead.New() with { Owed = [owed] });
        await entries.PayAll();
        Assert.Equal((expected, 1, 7L), (_trail.Count, _searches, entries.Noted));
    });

    [Fact]
    public Task OfAnActivationBefore_NotDueAndNoLongerAnnounced_IsForgotten() => OneScheduler.Run(async () =>
    {
        var head = ManifestHead.New() with { Owed = [Entry(7)] };
        var entries = new OwedEntries(Shard, Around(), head);
        await entries.PayAll();
        Assert.Empty(_trail);
        Assert.Empty(entries.Left(head.Owed));
    });

    private (OwedEntries Entries, ManifestHead Head) Announced(params long[] counters)
    {
        var entries = new OwedEntries(Shard, Around(), ManifestHead.New());
        var owed = counters.Select(Entry).ToArray();
        foreach (var entry in owed)
            entries.Announce(entry);
        return (entries, ManifestHead.New() with { Owed = owed });
    }

    private static OwedEntry Entry(long counter) =>
        new(counter, DateTimeOffset.UnixEpoch.AddMinutes(counter), new AuditEvent(AuditKind.Enrolled, AuditOutcome.Done, new Caller("operator", "", ScopeSet.None)), [(byte)counter]);

    private static (long, bool)[] Left(OwedEntries entries, ManifestHead head) => [.. entries.Left(head.Owed).Select(entry => (entry.Counter, entry.IsDue))];

    private ShardSurroundings Around() => new(
        (_, _) => Task.FromResult(Presence.Absent),
        _ => { },
        _ => { },
        async (entry, isInDoubt) =>
        {
            await Task.Yield();
            _searches += isInDoubt ? 1 : 0;
            if (isInDoubt && _trail.Exists(noted => noted.Manifest!.IsThat(entry.Manifest)))
                return;
            var isFailing = _failures-- > 0;
            if (!isFailing || _isTakenNevertheless)
                _trail.Add(entry);
            if (isFailing)
                throw new IOException("The trail does not answer.");
        },
        _ => { });
}
