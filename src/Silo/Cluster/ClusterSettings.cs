using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Mote.Grains.Contracts.Identities;

namespace Mote.Silo.Cluster;

/// <summary>The silo's place in its cluster: section <c>Mote:Cluster</c>.</summary>
public sealed class ClusterSettings : IValidatableObject
{
    /// <summary>The cluster, the same for all silos of one deployment.</summary>
    [Required(ErrorMessage = "Mote:Cluster:ClusterId is not set: name this deployment.")]
    public string ClusterId { get; set; } = "mote";

    /// <summary>The service, part of every stored name: it must never change for one store.</summary>
    [Required(ErrorMessage = "Mote:Cluster:ServiceId is not set: name this service, once and for all.")]
    public string ServiceId { get; set; } = "mote";

    /// <summary>Where the silos of a cluster find each other: <c>none</c>, the default, for one silo that listens to no other; <c>azure-table</c>; <c>redis</c>.</summary>
    public string Membership { get; set; } = "none";

    /// <summary>What this silo is called, also in audit trails: the same after every restart, and no other silo's.</summary>
    public string? SiloName { get; set; }

    /// <summary>The address of this machine at which the others reach it; it listens there and nowhere else, unless <see cref="Listen"/> says so.</summary>
    public string? Address { get; set; }

    /// <summary>Where it listens, if that is another address than the one at which it is reached, as in a container.</summary>
    public string? Listen { get; set; }

    /// <summary>The port at which the others reach it, 1 to 65,535.</summary>
    public int Port { get; set; } = 7271;

    /// <summary>Whether the silos of this cluster are pods of Kubernetes, which is asked then: a silo whose pod is gone is dead at once.</summary>
    public bool Kubernetes { get; set; }

    /// <summary>The table, for <c>azure-table</c>.</summary>
    public TableSettings AzureTable { get; } = new();

    /// <summary>The server, for <c>redis</c>.</summary>
    public RedisSettings Redis { get; } = new();

    /// <summary>What this silo shows the others, and by what it knows them.</summary>
    public CertificateSettings Certificate { get; } = new();

    /// <summary>A setting of earlier versions, which is refused by its name.</summary>
    public string? SiloPort { get; set; }

    /// <summary>Whether it stands alone.</summary>
    internal bool IsSole => Membership == "none";

    internal IPEndPoint Advertised => new(IPAddress.Parse(Address!), Port);

    internal IPEndPoint Listening => new(IPAddress.Parse(Listen ?? Address!), Port);

    /// <summary>The number of the claim that the silos of this cluster have on the store together; null for a silo that stands alone.</summary>
    internal Guid? SharedClaim => IsSole ? null : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"mote/claim\n{ServiceId}\n{ClusterId}")).AsSpan(0, 16));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SiloPort is not null)
            yield return new ValidationResult("Mote:Cluster:SiloPort is gone: remove the setting. The silos of a cluster reach each other at Mote:Cluster:Port; one that stands alone listens to no other.");
        if (IsSole && Kubernetes)
            yield return new ValidationResult("Mote:Cluster:Kubernetes is set, and Mote:Cluster:Membership is 'none': a silo that stands alone follows no pods. Take the setting away, or say where the silos find each other.");
        foreach (var fault in IsSole ? [] : OfMember())
            yield return new ValidationResult(fault);
    }

    private IEnumerable<string> OfMember()
    {
        if (Membership is not ("azure-table" or "redis"))
            yield return $"Mote:Cluster:Membership is '{Membership}': give 'none', 'azure-table' or 'redis'.";
        if (SiloName is null || !IdentityKey.IsName(SiloName))
            yield return "Mote:Cluster:SiloName is not set, or has other characters than A-Z a-z 0-9 . _ -: name this silo, as no other of the cluster is called.";
        if (!IPAddress.TryParse(Address, out var address) || IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address))
            yield return $"Mote:Cluster:Address is '{Address}': give the IP address of this machine at which the other silos reach it.";
        if (Listen is not null && !IPAddress.TryParse(Listen, out _))
            yield return $"Mote:Cluster:Listen is '{Listen}': give an IP address to listen at, or leave it out.";
        if (Port is < 1 or > 65_535)
            yield return "Mote:Cluster:Port is 1 to 65535.";
        foreach (var fault in Certificate.Faults().Concat(Membership == "redis" ? Redis.Faults() : []))
            yield return fault;
    }
}
