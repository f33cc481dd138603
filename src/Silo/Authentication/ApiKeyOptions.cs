using System.ComponentModel.DataAnnotations;
using Mote.Abstractions.Identities;

namespace Mote.Silo.Authentication;

/// <summary>Who may call: section <c>Mote</c>, list <c>ApiKeys</c>.</summary>
public sealed class ApiKeyOptions : IValidatableObject
{
    /// <summary>The keys, at least one.</summary>
    public IList<ApiKey> ApiKeys { get; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ApiKeys.Count == 0)
            yield return new ValidationResult("No API key is configured: set Mote:ApiKeys:0:Name, :Realm and :Sha256, the SHA-256 of a long random key in hexadecimal ('mote up' makes one).");
        foreach (var (i, key) in ApiKeys.Index())
        {
            if (key.Sha256.Length != 64 || !key.Sha256.All(char.IsAsciiHexDigit))
                yield return new ValidationResult($"Mote:ApiKeys:{i}:Sha256 is not 64 hexadecimal digits: give the SHA-256 of the key, never the key.");
            if (!IdentityKey.IsName(key.Realm))
                yield return new ValidationResult($"Mote:ApiKeys:{i}:Realm is not 1 to 128 of the characters A-Z a-z 0-9 . _ -, or is '.' or '..'.");
        }
    }
}
