using System.ComponentModel.DataAnnotations;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Options;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Hosting;

namespace Mote.Silo.Keys;

/// <summary>Where the master keys come from: section <c>Mote:Keys</c>. Not read where the host registered a provider of its own.</summary>
public sealed class KeySettings : IValidatableObject
{
    /// <summary><c>file</c>, <c>environment</c> or <c>keyvault</c>.</summary>
    public string Provider { get; set; } = "file";

    /// <summary>The folder of the key files, outside the state store and its backups.</summary>
    public string Folder { get; set; } = "";

    /// <summary>What the environment variables' names begin with; the version follows.</summary>
    public string Prefix { get; set; } = "MOTE_MASTER_KEY_";

    /// <summary>The key vault.</summary>
    public KeyVaultSettings KeyVault { get; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is not ("file" or "environment" or "keyvault"))
            yield return new ValidationResult($"Mote:Keys:Provider is '{Provider}': give 'file', 'environment' or 'keyvault'.");
        if (Provider == "file" && string.IsNullOrWhiteSpace(Folder))
            yield return new ValidationResult("Mote:Keys:Folder is not set: name the folder of the master keys, made by 'mote keys new --folder FOLDER', outside the state store.");
        if (Provider == "environment" && string.IsNullOrWhiteSpace(Prefix))
            yield return new ValidationResult("Mote:Keys:Prefix is empty: name what the variables begin with.");
        if (Provider == "keyvault" && KeyVault.Uri is not { IsAbsoluteUri: true, Scheme: "https" })
            yield return new ValidationResult("Mote:Keys:KeyVault:Uri is not set: give the vault's address, as https://NAME.vault.azure.net.");
    }

    /// <summary>Opens what a silo's configuration names, for programs that read or write what such a silo keeps.</summary>
    /// <param name="configuration">The silo's configuration, of which the section <c>Mote:Keys</c> counts.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message says how to mend it.</exception>
    public static IMasterKeyProvider Open(IConfiguration configuration) => BoundSettings.Of<KeySettings>(configuration, "Keys").Open(TimeProvider.System);

    internal IMasterKeyProvider Open(TimeProvider time) => Provider switch
    {
        "environment" => new EnvironmentMasterKeys(Prefix),
        "keyvault" => new KeyVaultMasterKeys(new SecretClient(KeyVault.Uri, new DefaultAzureCredential()), KeyVault.SecretName, time),
        _ => new FileMasterKeys(Folder),
    };
}
