using System.ComponentModel.DataAnnotations;

namespace Mote.Silo.Hosting;

/// <summary>The silo's place in its cluster: section <c>Mote:Cluster</c>.</summary>
public sealed class ClusterSettings : IValidatableObject
{
    /// <summary>The cluster, the same for all silos of one deployment.</summary>
    [Required(ErrorMessage = "Mote:Cluster:ClusterId is not set: name this deployment.")]
    public string ClusterId { get; set; } = "mote";

    /// <summary>The service, part of every stored name: it must never change for one store.</summary>
    [Required(ErrorMessage = "Mote:Cluster:ServiceId is not set: name this service, once and for all.")]
    public string ServiceId { get; set; } = "mote";

    /// <summary>A setting of earlier versions, which is refused by its name.</summary>
    public string? SiloPort { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SiloPort is not null)
            yield return new ValidationResult("Mote:Cluster:SiloPort is gone, since a silo listens to no other: remove the setting.");
    }
}
