using Mote.Grains.Access;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Mote.Tests;
using Orleans.Runtime;

namespace Mote.Grains.Tests.Access;

public sealed class CallSealTests
{
    private static readonly byte[] Method = [.. "IIdentityGrain.Verify"u8];

    private static readonly GrainId Ada = GrainId.Create("identity", "site/ada");
    private static readonly Caller North = new("key-north", "site", ScopeSet.Of(Scope.Verify)) { Door = "north", Expires = TimeProvider.System.GetUtcNow().AddHours(1) };

    private readonly ClockAhead _clock = new();
    private readonly CallSeal _seal;

    public CallSealTests() => _seal = new CallSeal(new DrawnCallKey(), _clock);

    [Fact]
    public void Read_WhatWasSigned_IsWhoAsks()
    {
        Caller[] callers = [North, North with { Door = null, Expires = null }, Caller.Service("site", "rotates keys"), North.ByService("jobs") with { Name = "" }, North with { TargetFalseMatchRate = 1e-5 }, North with { Doors = ["north", "süd"] }, North with { Attempt = Guid.NewGuid() }];
        Assert.All(callers, caller => Assert.Equal(caller, _seal.Read(_seal.Sign(caller, Ada, Method), Ada, Method)));
    }

    /// <summary>Silos of two versions stand in one cluster while it is brought to the next.</summary>
    [Fact]
    public void Read_CallerOfASiloThatKnowsNoAttempts_IsWhoAsks()
    {
        var bytes = new byte[CallerBytes.LengthOf(North)];
        CallerBytes.Write(North with { Attempt = Guid.NewGuid() }, bytes);
        Assert.Equal(North, CallerBytes.Read(bytes.AsSpan(0, bytes.Length - 16)));
    }

    [Fact]
    public void Read_ForAnotherGrainOrMethod_IsNobody()
    {
        var signed = _seal.Sign(North, Ada, Method);
        Assert.Null(_seal.Read(signed, GrainId.Create("identity", "site/bob"), Method));
        Assert.Null(_seal.Read(signed, GrainId.Create("roster", "site/ada"), Method));
        Assert.Null(_seal.Read(signed, Ada, [.. "IIdentityGrain.Erase"u8]));
    }

    [Fact]
    public void Read_AnyByteChanged_IsNobody()
    {
        var signed = _seal.Sign(North, Ada, Method);
        for (var i = 0; i < signed.Length; i++)
        {
            var changed = signed.ToArray();
            changed[i] ^= 1;
            Assert.Null(_seal.Read(changed, Ada, Method));
            Assert.Null(_seal.Read(signed[..i], Ada, Method));
        }

        Assert.Null(_seal.Read(null, Ada, Method));
        Assert.Null(_seal.Read([.. signed, 0], Ada, Method));
    }

    [Fact]
    public void Read_SignedElsewhere_IsNobody() => Assert.Null(_seal.Read(new CallSeal(new DrawnCallKey(), _clock).Sign(North, Ada, Method), Ada, Method));

    [Fact]
    public void Read_Late_IsNobody()
    {
        var time = new Waited();
        var seal = new CallSeal(new DrawnCallKey(), time);
        var signed = seal.Sign(North, Ada, Method);
        time.By(TimeSpan.FromMinutes(1));
        Assert.NotNull(seal.Read(signed, Ada, Method));
        time.By(TimeSpan.FromMinutes(2));
        Assert.Null(seal.Read(signed, Ada, Method));
    }

    [Fact]
    public void Read_ClockSetMeanwhile_IsWhoAsks()
    {
        var forGood = North with { Expires = null };
        var signed = _seal.Sign(forGood, Ada, Method);
        _clock.Advance(TimeSpan.FromDays(366));
        Assert.Equal(forGood, _seal.Read(signed, Ada, Method));
    }

    [Fact]
    public void Read_KeyExpiredMeanwhile_IsNobody()
    {
        var signed = _seal.Sign(North with { Expires = _clock.GetUtcNow().AddSeconds(30) }, Ada, Method);
        Assert.NotNull(_seal.Read(signed, Ada, Method));
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Null(_seal.Read(signed, Ada, Method));
    }

    /// <summary>Silos of a cluster sign with one key, and no two of them have a clock in common.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void Read_SignedByAnotherSilo_IsWhoAsks_UntilItIsLate(int secondsAhead)
    {
        var (theirs, ours) = (new Waited(), new Waited());
        theirs.By(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(secondsAhead));
        ours.By(TimeSpan.FromHours(2));
        var keys = new DrawnCallKey();
        var (there, here) = (new CallSeal(keys, theirs), new CallSeal(keys, ours));

        var first = there.Sign(North, Ada, Method);
        Pass(TimeSpan.FromSeconds(1));
        var second = there.Sign(North, Ada, Method);
        // In whatever order they come.
        Assert.NotNull(here.Read(second, Ada, Method));
        Assert.NotNull(here.Read(first, Ada, Method));
        Pass(TimeSpan.FromMinutes(3));
        Assert.Null(here.Read(second, Ada, Method));
        Assert.Null(here.Read(first, Ada, Method));
        // What is signed now is of now, and what was signed before stays late.
        Assert.NotNull(here.Read(there.Sign(North, Ada, Method), Ada, Method));
        Assert.Null(here.Read(second, Ada, Method));

        void Pass(TimeSpan time)
        {
            theirs.By(time);
            ours.By(time);
        }
    }

    [Fact]
    public void Read_UnderAKeyThatIsNotKnown_IsNobody() => Assert.Null(_seal.Read(new CallSeal(new Numbered(7), _clock).Sign(North, Ada, Method), Ada, Method));

    private sealed class Numbered(int version) : ICallKeys
    {
        public (int Version, byte[] Key) Current => (version, new byte[32]);

        public byte[]? Find(int number) => null;
    }
}
