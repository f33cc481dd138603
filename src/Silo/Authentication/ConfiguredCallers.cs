using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Mote.Abstractions.Access;
using Mote.Console.Access;
using Mote.Protocol;

namespace Mote.Silo.Authentication;

/// <summary>The API keys of the configuration. Every one is compared, in constant time. Thread-safe.</summary>
internal sealed class ConfiguredCallers(IOptionsMonitor<ApiKeyOptions> keys, TimeProvider time) : ICallers
{
    public KnownCaller? Find(string key) => Find(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public KnownCaller? Recall(string sha256) => Find(Convert.FromHexString(sha256));

    private KnownCaller? Find(byte[] hash)
    {
        ApiKey? found = null;
        foreach (var key in keys.CurrentValue.ApiKeys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Sha256)))
                found = key;
        }

        return found is null || found.Expires <= time.GetUtcNow() ? null : new KnownCaller(
            new Caller(found.Name, found.Realm, Scopes(found)) { Expires = found.Expires, TargetFalseMatchRate = found.TargetFalseMatchRate },
            [.. found.Doors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Convert.ToHexStringLower(hash));
    }

    private static ScopeSet Scopes(ApiKey key)
    {
        var said = ScopeSet.Of(key.Scopes.Select(ScopeNames.Scope).OfType<Scope>())
            .With(key.Role is { } role ? RoleScopes.Of(ScopeNames.Role(role)!.Value) : ScopeSet.None)
            .With(key.IsOperator ? RoleScopes.BeforeScopes : ScopeSet.None);
        return said == ScopeSet.None ? RoleScopes.Default : said;
    }
}
