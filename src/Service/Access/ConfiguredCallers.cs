using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Mote.Abstractions.Access;
using Mote.Protocol;

namespace Mote.Service.Access;

/// <summary>The API keys of the configuration. Every one is compared, in constant time. Thread-safe.</summary>
internal sealed class ConfiguredCallers(IOptionsMonitor<ApiKeyOptions> keys, TimeProvider time)
{
    /// <summary>Who has the key of that hash; null for nobody, or not any more.</summary>
    public KnownCaller? Find(byte[] sha256)
    {
        ConfiguredKey? found = null;
        foreach (var key in keys.CurrentValue.ApiKeys)
        {
            if (CryptographicOperations.FixedTimeEquals(sha256, Convert.FromHexString(key.Sha256)))
                found = key;
        }

        return found is null || found.Expires <= time.GetUtcNow() ? null : new KnownCaller(
            new Caller(found.Name, found.Realm, Scopes(found)) { Expires = found.Expires, Doors = Doors(found), TargetFalseMatchRate = found.TargetFalseMatchRate },
            Convert.ToHexStringLower(sha256));
    }

    /// <summary>What the keys of a realm may do.</summary>
    public IEnumerable<ApiKeyGrant> Of(string realm) => keys.CurrentValue.ApiKeys
        .Where(key => key.Realm == realm)
        .Select(key => new ApiKeyGrant(key.Name, Scopes(key), Doors(key), key.Expires));

    private static string[] Doors(ConfiguredKey key) => [.. key.Doors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ScopeSet Scopes(ConfiguredKey key)
    {
        var said = RoleScopes.Said(key.Scopes.Select(ScopeNames.Scope).OfType<Scope>(), key.Role is { } role ? ScopeNames.Role(role) : null)
            .With(key.IsOperator ? RoleScopes.BeforeScopes : ScopeSet.None);
        return said == ScopeSet.None ? RoleScopes.Default : said;
    }
}
