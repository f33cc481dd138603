using System.ComponentModel.DataAnnotations;
using Mote.Abstractions.Access;
using Mote.Abstractions.Identities;

namespace Mote.Service.Access;

/// <summary>Who may call: section <c>Mote</c>, list <c>ApiKeys</c>.</summary>
public sealed class ApiKeyOptions : IValidatableObject
{
    /// <summary>The keys, at least one.</summary>
    public IList<ConfiguredKey> ApiKeys { get; } = [];

    /// <summary>The realms that somebody has a key to, each once. A realm is served as long as it has a key here, though it were one that has expired.</summary>
    public IEnumerable<string> Realms => ApiKeys.Select(key => key.Realm).Distinct(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ApiKeys.Count == 0)
            yield return new ValidationResult("No API key is configured: set Mote:ApiKeys:0:Name, :Realm and :Sha256, the SHA-256 of a long random key in hexadecimal ('mote up' makes one).");
        Dictionary<string, int> hashes = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, key) in ApiKeys.Index())
        {
            var name = $"Mote:ApiKeys:{i}";
            if (key.Sha256.Length != 64 || !key.Sha256.All(char.IsAsciiHexDigit))
                yield return new ValidationResult($"{name}:Sha256 is not 64 hexadecimal digits: give the SHA-256 of the key, never the key.");
            else if (!hashes.TryAdd(key.Sha256, i))
                yield return new ValidationResult($"{name} and Mote:ApiKeys:{hashes[key.Sha256]} are one and the same key: remove one, or give each a key of its own.");
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
