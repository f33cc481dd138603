using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;

namespace Mote.Service.Access;

/// <summary>The API keys of the configuration. Every one is compared, in constant time. Thread-safe.</summary>
internal sealed class ConfiguredCallers(IOptionsMonitor<ApiKeyOptions> keys, TimeProvider time)
{
    /// <summary>Who has the key of that hash; null for nobody, or not any more.</summary>
    public KnownCaller? Find(byte[] sha256) =>
        Found(sha256, key => key.Fingerprint is null ? key.Sha256 : null) is { } key ? new KnownCaller(CallerOf(key), Convert.ToHexStringLower(sha256)) : null;

    /// <summary>Whose certificate that is; null for nobody's, or not any more. A certificate is no secret, so its bytes are no key either.</summary>
    public KnownCaller? Find(X509Certificate2 certificate)
    {
        var (from, until) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        if (Found(certificate.GetCertHash(HashAlgorithmName.SHA256), key => key.Fingerprint) is not { } key || from > time.GetUtcNow() || until <= time.GetUtcNow())
            return null;
        var caller = CallerOf(key);
        return new KnownCaller(caller with { Expires = caller.Expires < until ? caller.Expires : until }, KeySha256: null);
    }

    /// <summary>What the keys of a realm may do.</summary>
    public IEnumerable<ApiKeyGrant> Of(string realm) => keys.CurrentValue.ApiKeys
        .Where(key => key.Realm == realm)
        .Select(key => new ApiKeyGrant(key.Name, Scopes(key), Doors(key), key.Expires) { TargetFalseMatchRate = key.TargetFalseMatchRate });

    private ConfiguredKey? Found(byte[] sha256, Func<ConfiguredKey, string?> hashOf)
    {
        ConfiguredKey? found = null;
        foreach (var key in keys.CurrentValue.ApiKeys)
        {
            if (hashOf(key) is { } hash && CryptographicOperations.FixedTimeEquals(sha256, Convert.FromHexString(hash)))
                found = key;
        }

        return found?.Expires <= time.GetUtcNow() ? null : found;
    }

    private static Caller CallerOf(ConfiguredKey key) => new(key.Name, key.Realm, Scopes(key)) { Expires = key.Expires, Doors = Doors(key), TargetFalseMatchRate = key.TargetFalseMatchRate };

    private static string[] Doors(ConfiguredKey key) => [.. key.Doors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ScopeSet Scopes(ConfiguredKey key)
    {
        var said = RoleScopes.Said(key.Scopes.Select(ScopeNames.Scope).OfType<Scope>(), key.Role is { } role ? ScopeNames.Role(role) : null)
            .With(key.IsOperator ? RoleScopes.BeforeScopes : ScopeSet.None);
        return said == ScopeSet.None ? RoleScopes.Default : said;
    }
}
