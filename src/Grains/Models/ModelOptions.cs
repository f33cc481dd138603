using System.ComponentModel.DataAnnotations;
using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Models;

/// <summary>The models of every realm, and further ones with names of their own, which a realm may have instead.</summary>
public sealed class ModelOptions : ModelFiles, IValidatableObject
{
    /// <summary>Further models, by name. What one does not name is the common one, except for the cohort, which belongs to an embedder.</summary>
    public Dictionary<string, ModelFiles> Models { get; } = new(StringComparer.Ordinal);

    /// <summary>What realms have of their own.</summary>
    public Dictionary<string, RealmModel> Realms { get; } = new(StringComparer.Ordinal);

    /// <summary>The files of models; null where there are none of that name.</summary>
    /// <param name="name">Their name; null for the common ones.</param>
    public ModelFiles? Of(string? name) =>
        name is null ? this :
        Models.GetValueOrDefault(name) is not { } own ? null :
        new ModelFiles { Detector = own.Detector is "" ? Detector : own.Detector, Embedder = own.Embedder is "" ? Embedder : own.Embedder, Cohort = own.Cohort };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var name in Models.Keys.Where(name => !IdentityKey.IsName(name)))
            yield return new ValidationResult($"Mote:Models names '{name}': use A-Z a-z 0-9 . _ -", [nameof(Models)]);
        foreach (var fault in Faults("Mote").Concat(Models.Keys.SelectMany(name => Of(name)!.Faults($"Mote:Models:{name}"))))
            yield return fault;

        foreach (var (realm, own) in Realms)
        {
            if (!IdentityKey.IsName(realm))
                yield return new ValidationResult($"Mote:Realms names '{realm}', which cannot be a realm: use A-Z a-z 0-9 . _ -", [nameof(Realms)]);
            if (own.Models is { } models && !Models.ContainsKey(models))
                yield return new ValidationResult($"Mote:Realms:{realm}:Models is '{models}', and there are {(Models.Count == 0 ? "none" : string.Join(", ", Models.Keys))} below Mote:Models: give one of these, or add it.", [nameof(Realms)]);
        }
    }
}
