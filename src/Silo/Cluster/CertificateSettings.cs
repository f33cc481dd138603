namespace Mote.Silo.Cluster;

/// <summary>What silos of a cluster know each other by: section <c>Mote:Cluster:Certificate</c>. Files are read anew once they change.</summary>
public sealed class CertificateSettings
{
    /// <summary>This silo's certificate and those between it and the authority, PEM.</summary>
    public string? Path { get; set; }

    /// <summary>Its private key, PEM.</summary>
    public string? KeyPath { get; set; }

    /// <summary>The certificates of the authorities that silos' certificates are from, PEM. None but these counts, whatever the machine trusts.</summary>
    public string? AuthoritiesPath { get; set; }

    /// <summary>The DNS name in the certificate of every silo of this cluster. Others of the same authority are refused.</summary>
    public string Name { get; set; } = "mote-silo";

    internal IEnumerable<string> Faults()
    {
        foreach (var (value, setting, what) in new[]
        {
            (Path, nameof(Path), "this silo's certificate"),
            (KeyPath, nameof(KeyPath), "its private key"),
            (AuthoritiesPath, nameof(AuthoritiesPath), "the authorities that silos' certificates are from"),
        })
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return $"Mote:Cluster:Certificate:{setting} is not set: silos of a cluster know each other by certificates. Name the PEM file of {what}.";
        }

        if (string.IsNullOrWhiteSpace(Name))
            yield return "Mote:Cluster:Certificate:Name is empty: give the DNS name that is in the certificate of every silo.";
    }
}
