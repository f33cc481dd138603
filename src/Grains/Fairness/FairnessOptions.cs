using System.ComponentModel.DataAnnotations;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Realms.Served;

namespace Mote.Grains.Fairness;

/// <summary>The group policy of every realm, and where a realm has its own, that instead: section <c>Mote:Fairness</c>.</summary>
public sealed class FairnessOptions : RealmPolicy, IValidatableObject
{
    /// <summary>Policies by realm.</summary>
    public Dictionary<string, RealmPolicy> Realms { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var realm in Realms.Keys.Where(realm => !IdentityKey.IsName(realm)))
            yield return new ValidationResult($"Mote:Fairness:Realms names '{realm}', which cannot be a realm: use A-Z a-z 0-9 . _ -", [nameof(Realms)]);
    }

    /// <summary>Realms that were made at run time, with policies of their own.</summary>
    internal RealmBook Made { get; set; } = new();

    /// <summary>The policy of a realm.</summary>
    public string Of(string realm) => Realms.GetValueOrDefault(realm)?.Policy ?? Made.Of(realm)?.Policy ?? Policy ?? None;
}
