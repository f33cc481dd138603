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

    public CallSealTests() => _seal = new CallSeal(_clock);

    [Fact]
    public void Read_WhatWasSigned_IsWhoAsks()
    {
        Caller[] callers = [North, North with { Door = null, Expires = null }, Caller.Service("site", "rotates keys"), North.ByService("jobs") with { Name = "" }, North with { TargetFalseMatchRate = 1e-5 }, North with { Doors = ["north", "süd"] }];
        Assert.All(callers, caller => Assert.Equal(caller, _seal.Read(_seal.Sign(caller, Ada, Method), Ada, Method)));
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
    public void Read_SignedElsewhere_IsNobody() => Assert.Null(_seal.Read(new CallSeal(_clock).Sign(North, Ada, Method), Ada, Method));

    [Fact]
    public void Read_Late_IsNobody()
    {
        var time = new Waited();
        var seal = new CallSeal(time);
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

    /// <summary>Time that passes where a test says so.</summary>
    private sealed class Waited : TimeProvider
    {
        private TimeSpan _waited;

        public void By(TimeSpan time) => _waited += time;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(_waited.TotalSeconds * TimestampFrequency);
    }
}
