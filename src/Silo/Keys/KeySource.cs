using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Mote.Ownership;
using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys;

/// <summary>A place of master keys with everything said that was left out.</summary>
/// <param name="Section">Where it is configured.</param>
/// <param name="Provider">The kind of place.</param>
/// <param name="Folder">The folder of a <c>file</c>'s.</param>
/// <param name="Prefix">What the variables of an <c>environment</c>'s begin with.</param>
/// <param name="Vault">The address of a <c>keyvault</c>'s.</param>
/// <param name="SecretName">What its secrets begin with.</param>
internal sealed record KeySource(string Section, string Provider, string Folder, string Prefix, Uri? Vault, string SecretName)
{
    private const string Common = "Mote:Keys";

    /// <summary>The place of the keys of all realms that have none of their own.</summary>
    public static KeySource OfAll(KeyPlace place) => new(
        Common, place.Provider ?? "file", place.Folder ?? "", place.Prefix ?? "MOTE_MASTER_KEY_", place.KeyVault.Uri, place.KeyVault.SecretName ?? "mote-master-key");

    /// <summary>The place of a realm's own keys. What would make it the common one by silence has to be said.</summary>
    public KeySource OfRealm(string realm, KeyPlace place) => new(
        $"{Common}:Realms:{realm}",
        place.Provider ?? Provider,
        place.Folder ?? "",
        place.Prefix ?? "",
        place.KeyVault.Uri ?? Vault,
        place.KeyVault.SecretName ?? (place.KeyVault.Uri is null ? "" : SecretName));

    /// <summary>What is wrong with it, and how to mend that; null for nothing.</summary>
    public string? Fault() => this switch
    {
        { Provider: not ("file" or "environment" or "keyvault") } => $"{Section}:Provider is '{Provider}': give 'file', 'environment' or 'keyvault'.",
        { Provider: "file" } when string.IsNullOrWhiteSpace(Folder) =>
            $"{Section}:Folder is not set: name the folder of the master keys, made by 'mote keys new --folder FOLDER', outside the state store.",
        { Provider: "environment" } when string.IsNullOrWhiteSpace(Prefix) => $"{Section}:Prefix is {(Section == Common ? "empty" : "not set")}: name what the variables begin with.",
        { Provider: "keyvault", Vault: not { IsAbsoluteUri: true, Scheme: "https" } } => $"{Section}:KeyVault:Uri is not set: give the vault's address, as https://NAME.vault.azure.net.",
        { Provider: "keyvault" } when string.IsNullOrWhiteSpace(SecretName) => $"{Section}:KeyVault:SecretName is not set: name what these secrets begin with, another name than others in the vault have.",
        _ => null,
    };

    /// <summary>Why it cannot stand beside another, both without a fault of their own; null where it can.</summary>
    public string? FaultBeside(KeySource other) => this switch
    {
        // Whose realm's keys they are, if it is not this one's alone, is for its owner to say; the common ones are no realm's own.
        _ when IsSamePlace(other) => other.Section == Common ? $"{Section} names the common master keys, so the realm would have none of its own: name others, or remove the entry." : null,
        { Provider: "environment" } when other.Provider == "environment" && (IsRead(Prefix, other.Prefix) || IsRead(other.Prefix, Prefix)) =>
            $"{Section}:Prefix '{Prefix}' and {other.Section}:Prefix '{other.Prefix}' differ by digits, and versions follow: end the one with '_'.",
        _ => null,
    };

    /// <summary>Opens it.</summary>
    public IMasterKeyProvider Open() => Provider switch
    {
        "environment" => new EnvironmentMasterKeys(Prefix),
        "keyvault" => new KeyVaultMasterKeys(new SecretClient(Vault, new DefaultAzureCredential()), SecretName),
        _ => new FileMasterKeys(Folder),
    };

    private bool IsSamePlace(KeySource other) => Provider == other.Provider && Provider switch
    {
        "environment" => Prefix == other.Prefix,
        "keyvault" => Vault == other.Vault && string.Equals(SecretName, other.SecretName, StringComparison.OrdinalIgnoreCase),
        _ => RealPath.IsWithin(Folder, other.Folder) && RealPath.IsWithin(other.Folder, Folder),
    };

    // Whether variables of the second are read as versions of the first.
    private static bool IsRead(string first, string second) => second.StartsWith(first, StringComparison.Ordinal) && second.AsSpan(first.Length).ContainsAnyInRange('0', '9')
        && !second.AsSpan(first.Length).ContainsAnyExceptInRange('0', '9');
}
