using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Lockouts;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Grains.Tests.Lockouts;

public sealed class KnownAttemptsTests : IDisposable
{
    private static readonly byte[] Photo = [1, 2, 3];
    private static readonly Caller Gate = new("gate", "site", ScopeSet.None) { Doors = ["north", "south"], Door = "north", Attempt = Guid.NewGuid() };

    private readonly Waited _time = new();
    private readonly KnownAttempts _known;

    public KnownAttemptsTests() => _known = new KnownAttempts(_time);

    public void Dispose() => _known.Dispose();

    [Fact]
    public void Of_NoId_IsNone()
    {
        Assert.Null(Of(Gate with { Attempt = null }));
        Assert.Equal(0, _known.Count);
    }

    [Fact]
    public void Of_TheSameAgain_IsTheSame()
    {
        var first = Of(Gate);
        Assert.NotNull(first);
        Assert.Same(first, Of(Gate));
    }

    /// <summary>Else many photos were counted once.</summary>
    [Fact]
    public void Of_AnotherPhotoRateOrQuestion_IsRefused()
    {
        Of(Gate);
        Assert.All(
            new Action[] { () => Of(Gate, [1, 2, 4]), () => Of(Gate, []), () => Of(Gate, rate: 1e-4), () => Of(Gate, kind: AuditKind.Explained) },
            other => Assert.Equal(ProblemCode.OperationReused, Assert.Throws<MoteException>(other).Code));
        Assert.NotNull(Of(Gate));
    }

    [Fact]
    public void Of_AnotherCallerDoorOrId_IsAnother()
    {
        var first = Of(Gate);
        Assert.All([Gate with { Name = "desk" }, Gate with { Door = "south" }, Gate with { Attempt = Guid.NewGuid() }], other => Assert.NotSame(first, Of(other, [9])));
    }

    [Fact]
    public void Of_AfterTwoMinutes_IsAnother()
    {
        var first = Of(Gate);
        _time.By(TimeSpan.FromSeconds(119));
        Assert.Same(first, Of(Gate));
        _time.By(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, Of(Gate, [9]));
    }

    [Fact]
    public void Of_ManyIds_KeepsTheLast()
    {
        Assert.All(Enumerable.Range(0, 100), _ => Of(Gate with { Attempt = Guid.NewGuid() }));
        Assert.Equal(KnownAttempts.Most, _known.Count);
        var last = Of(Gate);
        Assert.Same(last, Of(Gate));
    }

    /// <summary>Whether or not anybody asks about that person again.</summary>
    [Fact]
    public void Of_NobodyAsksAgain_IsForgotten()
    {
        var time = new OwnTimers();
        using var known = new KnownAttempts(time);
        known.Of(Gate, AuditKind.Verified, Photo, null);
        Assert.Equal((1, TimeSpan.FromMinutes(2)), (known.Count, time.Due));
        time.By(TimeSpan.FromMinutes(2));
        time.Fire!();
        Assert.Equal(0, known.Count);
    }

    [Fact]
    public void DecidedBy_AnotherModelTemplate_IsNothing()
    {
        var attempt = Of(Gate)!;
        Assert.Null(attempt.DecidedBy(1));
        var decision = new VerificationResult(false, null, 1e-3, 1, "hash", Guid.NewGuid());
        attempt.Counted(decision);
        Assert.Equal(decision, attempt.DecidedBy(1));
        Assert.Null(attempt.DecidedBy(2));
    }

    private KnownAttempt? Of(Caller caller, byte[]? photo = null, double? rate = null, AuditKind kind = AuditKind.Verified) => _known.Of(caller, kind, photo ?? Photo, rate);

    private sealed class OwnTimers : TimeProvider
    {
        private readonly Waited _time = new();

        public Action? Fire { get; private set; }

        public TimeSpan Due { get; private set; }

        public override long TimestampFrequency => _time.TimestampFrequency;

        public void By(TimeSpan time) => _time.By(time);

        public override long GetTimestamp() => _time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (Fire, Due) = (() => callback(state), dueTime);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
