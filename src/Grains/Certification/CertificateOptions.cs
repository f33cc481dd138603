using System.ComponentModel.DataAnnotations;
using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Certification;

/// <summary>The bounds of every realm, and where a realm has its own, those instead.</summary>
public sealed class CertificateOptions : RealmBounds, IValidatableObject
{
    /// <summary>Bounds by realm.</summary>
    public Dictionary<string, RealmBounds> Realms { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (realm, bounds) in Realms)
        {
            if (!IdentityKey.IsName(realm))
                yield return new ValidationResult($"Mote:Certificate:Realms names '{realm}', which cannot be a realm: use A-Z a-z 0-9 . _ -", [nameof(Realms)]);
            List<ValidationResult> wrong = [];
            Validator.TryValidateObject(bounds, new ValidationContext(bounds), wrong, validateAllProperties: true);
            foreach (var one in wrong)
                yield return new ValidationResult($"Realm '{realm}': {one.ErrorMessage}", one.MemberNames);
        }
    }
}
