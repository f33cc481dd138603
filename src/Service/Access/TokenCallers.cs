using System.Security.Claims;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Service.Access;

/// <summary>Who a provider's token speaks for, once its signature, audience and time are checked. Denies what it does not understand. Thread-safe.</summary>
public sealed class TokenCallers
{
    private const char Between = ' ';

    private readonly ServedRealms _served;

    internal TokenCallers(ServedRealms served) => _served = served;

    /// <summary>The caller; null if the token names no realm of this service, no name, or doors that are none.</summary>
    /// <param name="token">The claims of a token that is good.</param>
    /// <param name="issuer">Whose it is.</param>
    /// <param name="expires">When it ends.</param>
    public KnownCaller? Find(ClaimsPrincipal token, TokenIssuer issuer, DateTimeOffset expires)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(issuer);
        var realm = issuer.Realm ?? One(token, issuer.RealmClaim!);
        var name = One(token, issuer.NameClaim);
        string[] doors = [.. Listed(token, issuer.DoorsClaim).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (realm is null || !_served.Serve(realm) || string.IsNullOrWhiteSpace(name) || doors.Length > NewApiKey.MostDoors || !doors.All(IdentityKey.IsName))
            return null;
        var scopes = Own(token, issuer, issuer.ScopeClaim).Select(ScopeNames.RealmScope).OfType<Scope>();
        var roles = issuer.RoleClaim is { } claim ? Own(token, issuer, claim).Select(ScopeNames.Role).OfType<Role>() : [];
        var said = roles.Aggregate(ScopeSet.Of(scopes), (all, role) => all.With(RoleScopes.Of(role)));
        return new KnownCaller(new Caller(name, realm, said) { Doors = doors, Expires = expires }, KeySha256: null);
    }

    // Said twice is not said.
    private static string? One(ClaimsPrincipal token, string claim) => token.FindAll(claim).ToArray() is [var only] ? only.Value : null;

    private static IEnumerable<string> Listed(ClaimsPrincipal token, string claim) =>
        token.FindAll(claim).SelectMany(one => one.Value.Split(Between, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Own(ClaimsPrincipal token, TokenIssuer issuer, string claim) =>
        Listed(token, claim).Where(name => name.StartsWith(issuer.ScopePrefix, StringComparison.Ordinal)).Select(name => name[issuer.ScopePrefix.Length..]);
}
