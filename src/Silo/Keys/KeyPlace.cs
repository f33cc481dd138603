namespace Mote.Silo.Keys;

/// <summary>Where master keys are kept: section <c>Mote:Keys</c>, and <c>Mote:Keys:Realms:NAME</c> for those of one realm.</summary>
public class KeyPlace
{
    /// <summary><c>file</c>, <c>environment</c> or <c>keyvault</c>; <c>file</c> where nothing is said, and for a realm what is said for all.</summary>
    public string? Provider { get; set; }

    /// <summary>The folder of the key files, outside the state store and its backups.</summary>
    public string? Folder { get; set; }

    /// <summary>What the environment variables' names begin with, before the version; <c>MOTE_MASTER_KEY_</c> where nothing is said. A realm has its own.</summary>
    public string? Prefix { get; set; }

    /// <summary>The key vault.</summary>
    public KeyVaultSettings KeyVault { get; } = new();
}
