using System.Globalization;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Access.Keys;

/// <summary>What a key may be given, and what it may be left.</summary>
internal static class GrantRule
{
    /// <summary>A key as it is asked for, its doors in order. Nobody grants what he lacks.</summary>
    /// <exception cref="MoteException">It is no key (<see cref="ProblemCode.InvalidRequest"/>), or would be more than whoever asks (<see cref="ProblemCode.Forbidden"/>).</exception>
    public static ApiKeyGrant Granted(Caller by, ApiKeyGrant asked, DateTimeOffset now)
    {
        var grant = Sound(asked, now);
        if (grant.Scopes.Without(by.Scopes) is { Count: > 0 } lacking)
            throw Lacking($"it does not have {Quoted(lacking.Select(scope => scope.Name()))}");
        if (by.Doors.Count > 0 && (grant.Doors.Count == 0 || grant.Doors.Except(by.Doors, StringComparer.Ordinal).Any()))
            throw Lacking($"it is bound to the doors {Quoted(by.Doors)}, so the key has to be bound to some of them");
        if (by.Expires is { } own && (grant.Expires is not { } until || until > own))
            throw Lacking($"it expires at {own:O}, so the key has to expire no later");
        if (by.TargetFalseMatchRate is { } rate && !(grant.TargetFalseMatchRate <= rate))
            throw Lacking(string.Create(CultureInfo.InvariantCulture, $"decisions are made at a false-match rate of {rate} at most, so the key has to have that or less"));
        return grant;
    }

    /// <summary>What is left of a key.</summary>
    /// <exception cref="MoteException">Something of it is more than there was (<see cref="ProblemCode.Forbidden"/>), or nothing is left (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public static ApiKeyGrant Limited(ApiKeyGrant grant, KeyLimits limits, DateTimeOffset now)
    {
        var left = Sound(
            new ApiKeyGrant(grant.Name, limits.Scopes ?? grant.Scopes, limits.Doors ?? grant.Doors, limits.Expires ?? grant.Expires)
            {
                TargetFalseMatchRate = limits.TargetFalseMatchRate ?? grant.TargetFalseMatchRate,
            },
            now);
        if (!left.Scopes.IsWithin(grant.Scopes))
            throw More($"it does not have {Quoted(left.Scopes.Without(grant.Scopes).Select(scope => scope.Name()))}");
        if (grant.Doors.Count > 0 && (left.Doors.Count == 0 || left.Doors.Except(grant.Doors, StringComparer.Ordinal).Any()))
            throw More($"it is bound to the doors {Quoted(grant.Doors)}");
        if (grant.Expires is { } before && left.Expires > before)
            throw More($"it expires at {before:O}");
        return grant.TargetFalseMatchRate is { } rate && left.TargetFalseMatchRate > rate
            ? throw More(string.Create(CultureInfo.InvariantCulture, $"decisions are made at a false-match rate of {rate} at most"))
            : left;
    }

    private static ApiKeyGrant Sound(ApiKeyGrant asked, DateTimeOffset now)
    {
        if (!IdentityKey.IsName(asked.Name))
            throw Invalid("A key is named with 1 to 128 of the characters A-Z a-z 0-9 . _ - and is neither '.' nor '..'.");
        if (asked.Scopes.Count == 0)
            throw Invalid($"A key has at least one scope, of {ScopeNames.AllScopes}.");
        if (asked.Doors.Count > NewApiKey.MostDoors || !asked.Doors.All(IdentityKey.IsName))
            throw Invalid($"A key is bound to at most {NewApiKey.MostDoors} doors, each named with 1 to 128 of the characters A-Z a-z 0-9 . _ -");
        if (asked.Expires <= now)
            throw Invalid("A key expires in the future: revoke one that is to open nothing any more.");
        return asked with { Doors = [.. asked.Doors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static MoteException Lacking(string what) => new(ProblemCode.Forbidden, $"Nobody grants what he lacks, and of this caller {what}.");

    private static MoteException More(string what) => new(ProblemCode.Forbidden, $"A key is only ever left less, and of this key {what}: make another key, and revoke this one.");

    private static MoteException Invalid(string message) => new(ProblemCode.InvalidRequest, message);
}
