using System.ComponentModel.DataAnnotations;
using Mote.Ownership;

namespace Mote.WebConsole.Settings;

/// <summary>The web console: section <c>Mote:Console</c>.</summary>
public sealed class ConsoleOptions : IValidatableObject
{
    /// <summary>Whether there is a console; true by default.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>
    /// The folder of the keys that protect session cookies, the same for all silos of a deployment; it is made if need be, and
    /// its owner's alone. Null keeps them where a cluster keeps its state, sealed, and in memory where a silo stands alone:
    /// everybody signs in again after its restart.
    /// </summary>
    public string? KeysFolder { get; set; }

    /// <summary>A <c>report.json</c> of <c>mote audit privacy</c>, to be shown; null for none.</summary>
    public string? PrivacyReport { get; set; }

    /// <summary>An OpenID Connect provider to sign in with, beside API keys.</summary>
    public OpenIdConnectSettings OpenIdConnect { get; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(KeysFolder) && OwnersAlone.RefusalOfSecretFolder(KeysFolder) is { } refusal)
            yield return new ValidationResult($"Mote:Console:KeysFolder is open to others, who could sign in as anybody. {refusal}");
        foreach (var wrong in OpenIdConnect.Validate(validationContext))
            yield return wrong;
    }
}
