using System.ComponentModel.DataAnnotations;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;

namespace Mote.Service.Access;

/// <summary>Who may call: section <c>Mote</c>, list <c>ApiKeys</c>.</summary>
public sealed class ApiKeyOptions : IValidatableObject
{
    /// <summary>The keys, at least one.</summary>
    public IList<ConfiguredKey> ApiKeys { get; } = [];

    /// <summary>The realms that somebody has a key to, each once. A realm is served as long as it has a key here, though it were one that has expired.</summary>
    public IEnumerable<string> Realms => ApiKeys.Select(key => key.Realm).Distinct(StringComparer.Ordinal);

    /// <summary>Whether any caller is known by a client certificate.</summary>
    public bool TakesCertificates => ApiKeys.Any(key => key.CertificateSha256 is not null);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ApiKeys.Count == 0)
            yield return new ValidationResult("No API key is configured: set Mote:ApiKeys:0:Name, :Realm and :Sha256, the SHA-256 of a long random key in hexadecimal ('mote up' makes one).");
        Dictionary<string, int> hashes = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, key) in ApiKeys.Index())
        {
            var name = $"Mote:ApiKeys:{i}";
            var hash = key.Fingerprint ?? key.Sha256;
            if (key.Fingerprint is not null && key.Sha256 is not "")
                yield return new ValidationResult($"{name} has both Sha256 and CertificateSha256: make an entry of each, with a name of its own.");
            else if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
                yield return new ValidationResult(key.Fingerprint is null
                    ? $"{name}:Sha256 is not 64 hexadecimal digits: give the SHA-256 of the key, never the key."
                    : $"{name}:CertificateSha256 is not 64 hexadecimal digits: give what 'openssl x509 -in FILE -noout -fingerprint -sha256' shows.");
            else if (!hashes.TryAdd(hash, i))
                yield return new ValidationResult($"{name} and Mote:ApiKeys:{hashes[hash]} are one and the same {(key.Fingerprint is null ? "key" : "certificate")}: remove one, or give each its own.");
            if (!IdentityKey.IsName(key.Realm))
                yield return new ValidationResult($"{name}:Realm is not 1 to 128 of the characters A-Z a-z 0-9 . _ -, or is '.' or '..'.");
            foreach (var scope in key.Scopes.Where(scope => ScopeNames.Scope(scope) is null))
                yield return new ValidationResult($"{name}:Scopes names '{scope}', which is none of {ScopeNames.AllScopes}.");
            if (key.Role is { } role && ScopeNames.Role(role) is null)
                yield return new ValidationResult($"{name}:Role is '{role}', which is none of {ScopeNames.AllRoles}.");
            foreach (var door in key.Doors.Where(door => !IdentityKey.IsName(door)))
                yield return new ValidationResult($"{name}:Doors names '{door}', which is not 1 to 128 of the characters A-Z a-z 0-9 . _ -, or is '.' or '..'.");
        }
    }
}
