using System.ComponentModel.DataAnnotations;

namespace Mote.Silo.Hosting;

/// <summary>The silo's place in its cluster: section <c>Mote:Cluster</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>The cluster, the same for all silos of one deployment.</summary>
    [Required(ErrorMessage = "Mote:Cluster:ClusterId is not set: name this deployment.")]
    public string ClusterId { get; set; } = "mote";

    /// <summary>The service, part of every stored name: it must never change for one store.</summary>
    [Required(ErrorMessage = "Mote:Cluster:ServiceId is not set: name this service, once and for all.")]
    public string ServiceId { get; set; } = "mote";

    /// <summary>The loopback port of the silo itself; 0 takes a free one.</summary>
    [Range(0, 65535, ErrorMessage = "Mote:Cluster:SiloPort is 0 to 65535.")]
    public int SiloPort { get; set; }
}
