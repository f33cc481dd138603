namespace Mote.Silo.Authentication;

/// <summary>A caller's key, as configuration holds it: its hash alone.</summary>
public sealed class ApiKey
{
    /// <summary>Who uses it, for logs and the audit trail.</summary>
    public string Name { get; set; } = "";

    /// <summary>The realm that its calls act in.</summary>
    public string Realm { get; set; } = "default";

    /// <summary>Whether it may do everything in its realm. Without it a key verifies and explains, and nothing else.</summary>
    public bool IsOperator { get; set; }

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public string Sha256 { get; set; } = "";
}
