namespace Mote.Silo.Keys;

/// <summary>The key vault: section <c>Mote:Keys:KeyVault</c>.</summary>
public sealed class KeyVaultSettings
{
    /// <summary>The vault's address, entered with the machine's own identity.</summary>
    public Uri? Uri { get; set; }

    /// <summary>What the secrets' names begin with; a hyphen and the version follow.</summary>
    public string SecretName { get; set; } = "mote-master-key";
}
