namespace Mote.Silo.Keys;

/// <summary>The key vault: section <c>Mote:Keys:KeyVault</c>, and <c>Mote:Keys:Realms:NAME:KeyVault</c> for a realm's own keys.</summary>
public sealed class KeyVaultSettings
{
    /// <summary>The vault's address, entered with the machine's own identity; for a realm the common one where nothing is said.</summary>
    public Uri? Uri { get; set; }

    /// <summary>What the secrets' names begin with; a hyphen and the version follow. <c>mote-master-key</c> where nothing is said; in a vault that is shared a realm has its own.</summary>
    public string? SecretName { get; set; }
}
