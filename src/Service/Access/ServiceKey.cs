namespace Mote.Service.Access;

/// <summary>A key of the service itself, as configuration holds it: its hash alone. It belongs to no realm.</summary>
public sealed class ServiceKey
{
    /// <summary>Who uses it, for logs and the service's audit trail.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>From when on it opens nothing any more; null for never.</summary>
    public DateTimeOffset? Expires { get; set; }
}
