namespace Mote.Silo.Hosting;

/// <summary>The blob container: section <c>Mote:Storage:Blob</c>.</summary>
public sealed class BlobSettings
{
    /// <summary>The account by connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The account by address, entered with the machine's own identity.</summary>
    public Uri? ServiceUri { get; set; }

    /// <summary>The container, made on demand.</summary>
    public string Container { get; set; } = "mote";

    /// <summary>Seconds for which the claim on the store stays with a silo that died, 15 to 45; it is renewed three times as often.</summary>
    public int LeaseSeconds { get; set; } = 30;
}
