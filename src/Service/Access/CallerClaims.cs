using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Mote.Grains.Contracts.Access;

namespace Mote.Service.Access;

/// <summary>A caller as the claims that a session's cookie carries, and no others: what an account's provider says beyond them is not kept.</summary>
public static class CallerClaims
{
    private const string Realm = "realm";
    private const string Scope = "scope";
    private const string Door = "door";
    private const string Expires = "expires";
    private const string KeySha256 = "key-sha256";
    private const string Rate = "target-false-match-rate";

    /// <summary>The claims of a caller.</summary>
    /// <param name="known">The caller.</param>
    /// <param name="scheme">How he made himself known.</param>
    public static ClaimsPrincipal Write(KnownCaller known, string scheme)
    {
        ArgumentNullException.ThrowIfNull(known);
        var caller = known.Caller;
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, caller.Name), new(Realm, caller.Realm)], scheme);
        identity.AddClaims(caller.Scopes.Select(scope => new Claim(Scope, scope.Name())));
        identity.AddClaims(caller.Doors.Select(door => new Claim(Door, door)));
        if (caller.Expires is { } expires)
            identity.AddClaim(new Claim(Expires, expires.ToString("O", CultureInfo.InvariantCulture)));
        if (caller.TargetFalseMatchRate is { } rate)
            identity.AddClaim(new Claim(Rate, rate.ToString("R", CultureInfo.InvariantCulture)));
        if (known.KeySha256 is not null)
            identity.AddClaim(new Claim(KeySha256, known.KeySha256));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Who that is; null for nobody.</summary>
    /// <param name="principal">The claims.</param>
    public static KnownCaller? Read(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (principal.Identity is CallerIdentity found)
            return found.Known;
        if (principal.FindFirstValue(Realm) is not { } realm)
            return null;
        var scopes = ScopeSet.Of(principal.FindAll(Scope).Select(claim => ScopeNames.Scope(claim.Value)).OfType<Protocol.Scope>());
        var expires = principal.FindFirstValue(Expires) is { } until ? DateTimeOffset.Parse(until, CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
        var rate = principal.FindFirstValue(Rate) is { } most ? double.Parse(most, CultureInfo.InvariantCulture) : (double?)null;
        return new KnownCaller(
            new Caller(principal.FindFirstValue(ClaimTypes.Name) ?? "", realm, scopes)
            {
                Expires = expires,
                Doors = [.. principal.FindAll(Door).Select(claim => claim.Value)],
                TargetFalseMatchRate = rate,
            },
            principal.FindFirstValue(KeySha256));
    }

    /// <summary>Who makes a request, read once; null for nobody.</summary>
    /// <param name="context">The request.</param>
    public static KnownCaller? Of(HttpContext context) => Of(context, (context ?? throw new ArgumentNullException(nameof(context))).User);

    /// <summary>The same while it is still asked whether those claims are to be the request's.</summary>
    /// <param name="context">The request.</param>
    /// <param name="principal">The claims.</param>
    public static KnownCaller? Of(HttpContext context, ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<ReadOnce>() is { } before && ReferenceEquals(before.Principal, principal))
            return before.Known;
        var known = Read(principal);
        context.Features.Set(new ReadOnce(principal, known));
        return known;
    }

    private sealed record ReadOnce(ClaimsPrincipal Principal, KnownCaller? Known);
}
