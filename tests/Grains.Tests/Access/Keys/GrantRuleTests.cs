using CsCheck;
using Mote.Grains.Access.Keys;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Tests.Access.Keys;

/// <summary>Nobody grants what he lacks, and nothing that is left is more than there was.</summary>
public sealed class GrantRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ScopeSet> Scopes = Gen.ULong[0, (1ul << Enum.GetValues<Scope>().Length) - 1].Select(bits => new ScopeSet(bits));
    private static readonly Gen<string[]> Doors = Gen.Int[0, 2].Select(door => $"door-{door}").Array[0, 3];
    private static readonly Gen<DateTimeOffset?> Expiry = Gen.Int[-1, 3].Select(days => days == 0 ? (DateTimeOffset?)null : Now.AddDays(days));
    private static readonly Gen<double?> Rates = Gen.Int[0, 3].Select(power => power == 0 ? (double?)null : Math.Pow(10, -power));
    private static readonly Gen<ApiKeyGrant> Grants = Gen.Select(Scopes, Doors, Expiry, Rates, (scopes, doors, expires, rate) => new ApiKeyGrant("key", scopes, doors, expires) { TargetFalseMatchRate = rate });

    [Fact]
    public void Granted_WhateverIsAsked_IsNoMoreThanTheCallers() =>
        Gen.Select(Grants, Grants).Sample((own, asked) =>
        {
            var caller = new Caller("maker", "realm", own.Scopes) { Doors = own.Doors, Expires = own.Expires, TargetFalseMatchRate = own.TargetFalseMatchRate };
            return Attempt(() => GrantRule.Granted(caller, asked, Now)) is not { } granted || (IsWithin(granted, own) && IsWithin(granted, asked));
        });

    [Fact]
    public void Limited_WhateverIsAsked_IsNoMoreThanItWas() =>
        Gen.Select(Grants, Grants, Gen.Bool).Sample((grant, limits, isWhole) => Attempt(() => GrantRule.Limited(
            grant,
            isWhole ? new KeyLimits(limits.Scopes, limits.Doors, limits.Expires, limits.TargetFalseMatchRate) : new KeyLimits(TargetFalseMatchRate: limits.TargetFalseMatchRate),
            Now)) is not { } left || IsWithin(left, grant));

    [Fact]
    public void Granted_AllThatTheCallerHas_IsGranted()
    {
        var caller = new Caller("maker", "realm", RoleScopes.Everything) { Doors = ["north", "south"], Expires = Now.AddDays(2) };
        var granted = GrantRule.Granted(caller, new ApiKeyGrant("key", RoleScopes.Everything, ["south", "north", "south"], Now.AddDays(2)), Now);
        Assert.Equal(["north", "south"], granted.Doors);
        Assert.Equal((RoleScopes.Everything, Now.AddDays(2)), (granted.Scopes, granted.Expires!.Value));
    }

    /// <summary>A strict key could otherwise have itself replaced by a loose one.</summary>
    [Fact]
    public void Granted_ByAStrictKey_IsAsStrict()
    {
        var strict = new Caller("maker", "realm", RoleScopes.Everything) { TargetFalseMatchRate = 1e-5 };
        var refusal = Assert.Throws<MoteException>(() => GrantRule.Granted(strict, new ApiKeyGrant("key", RoleScopes.Default, [], null), Now));
        Assert.Equal((ProblemCode.Forbidden, true), (refusal.Code, refusal.Message.Contains("1E-05 at most", StringComparison.Ordinal)));
        Assert.Throws<MoteException>(() => GrantRule.Granted(strict, new ApiKeyGrant("key", RoleScopes.Default, [], null) { TargetFalseMatchRate = 1e-4 }, Now));
        Assert.Equal(1e-6, GrantRule.Granted(strict, new ApiKeyGrant("key", RoleScopes.Default, [], null) { TargetFalseMatchRate = 1e-6 }, Now).TargetFalseMatchRate);
    }

    [Theory]
    [InlineData(ProblemCode.Forbidden, "erase", "north", 1, "does not have 'erase'")]
    [InlineData(ProblemCode.Forbidden, "verify", "", 1, "bound to the doors 'north'")]
    [InlineData(ProblemCode.Forbidden, "verify", "south", 1, "bound to the doors 'north'")]
    [InlineData(ProblemCode.Forbidden, "verify", "north", 3, "expire no later")]
    [InlineData(ProblemCode.Forbidden, "verify", "north", 0, "expire no later")]
    [InlineData(ProblemCode.InvalidRequest, "", "north", 1, "at least one scope")]
    [InlineData(ProblemCode.InvalidRequest, "verify", "no door", 1, "named with 1 to 128")]
    [InlineData(ProblemCode.InvalidRequest, "verify", "north", -1, "in the future")]
    public void Granted_WhatIsLacking_IsRefusedAndSaysWhy(string code, string scope, string door, int days, string why)
    {
        var caller = new Caller("maker", "realm", ScopeSet.Of(Scope.Verify, Scope.ApiKeys)) { Doors = ["north"], Expires = Now.AddDays(2) };
        var asked = new ApiKeyGrant("key", scope is "" ? ScopeSet.None : ScopeSet.Of(ScopeNames.Scope(scope)!.Value), door is "" ? [] : [door], days == 0 ? null : Now.AddDays(days));
        var refusal = Assert.Throws<MoteException>(() => GrantRule.Granted(caller, asked, Now));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("two words")]
    [InlineData("über")]
    public void Granted_NoName_IsRefused(string name) => Assert.Equal(
        ProblemCode.InvalidRequest,
        Assert.Throws<MoteException>(() => GrantRule.Granted(new Caller("maker", "realm", RoleScopes.Everything), new ApiKeyGrant(name, RoleScopes.Default, [], null), Now)).Code);

    [Fact]
    public void Limited_AKeyOfAnyDoor_MayBeBoundToSome()
    {
        var left = GrantRule.Limited(new ApiKeyGrant("key", RoleScopes.Everything, [], null), new KeyLimits(RoleScopes.Default, ["west"], Now.AddDays(1), 1e-5), Now);
        Assert.Equal((RoleScopes.Default, "west", Now.AddDays(1), 1e-5), (left.Scopes, Assert.Single(left.Doors), left.Expires!.Value, left.TargetFalseMatchRate!.Value));
    }

    private static bool IsWithin(ApiKeyGrant one, ApiKeyGrant other) =>
        one.Scopes.IsWithin(other.Scopes)
        && (other.Doors.Count == 0 || (one.Doors.Count > 0 && !one.Doors.Except(other.Doors, StringComparer.Ordinal).Any()))
        && (other.Expires is not { } until || one.Expires <= until)
        && (other.TargetFalseMatchRate is not { } rate || one.TargetFalseMatchRate <= rate);

    private static ApiKeyGrant? Attempt(Func<ApiKeyGrant> rule)
    {
        try
        {
            return rule();
        }
        catch (MoteException)
        {
            return null;
        }
    }
}
