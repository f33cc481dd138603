using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Identities;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Hosting;

namespace Mote.Silo.Keys;

/// <summary>Where the master keys come from: section <c>Mote:Keys</c>. Not read where the host registered a provider of its own.</summary>
public sealed class KeySettings : KeyPlace, IValidatableObject
{
    /// <summary>The places of the realms that have keys of their own.</summary>
    public Dictionary<string, KeyPlace> Realms { get; } = new(StringComparer.Ordinal);

    private KeySource Common => KeySource.OfAll(this);

    private IEnumerable<(string Realm, KeySource Source)> Own => Realms.Select(realm => (realm.Key, Common.OfRealm(realm.Key, realm.Value)));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        List<KeySource> whole = [];
        foreach (var realm in Realms.Keys.Where(realm => !IdentityKey.IsName(realm)))
            yield return new ValidationResult($"Mote:Keys:Realms names '{realm}', which cannot be a realm: use A-Z a-z 0-9 . _ -", [nameof(Realms)]);
        foreach (var source in Own.Select(own => own.Source).Prepend(Common))
        {
            if ((source.Fault() ?? whole.Select(source.FaultBeside).FirstOrDefault(fault => fault is not null)) is { } fault)
                yield return new ValidationResult(fault);
            else
                whole.Add(source);
        }
    }

    /// <summary>Opens what a silo's configuration names, for programs that read or write what such a silo keeps.</summary>
    /// <param name="configuration">The silo's configuration, of which the section <c>Mote:Keys</c> counts.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message says how to mend it.</exception>
    public static IMasterKeyProvider Open(IConfiguration configuration) => BoundSettings.Of<KeySettings>(configuration, "Keys").Open();

    internal IMasterKeyProvider Open() => Realms.Count == 0
        ? Common.Open()
        : new RealmMasterKeys(Common.Open(), Own.ToDictionary(own => own.Realm, own => own.Source.Open(), StringComparer.Ordinal));
}
