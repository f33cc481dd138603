using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Membership;

/// <summary>For whom a silo that joins need not wait: section <c>Mote:Cluster</c>.</summary>
public sealed class AdmissionOptions : IValidatableObject
{
    /// <summary>
    /// Silos of which somebody knows that they do not run and never will again, each as the log of the one that waits for it
    /// calls it, with its generation, so that no later start is meant. Empty by default.
    /// </summary>
    public IList<string> Gone { get; } = [];

    /// <summary>Whether somebody said so of one.</summary>
    internal bool IsGone(SiloAddress silo) => Gone.Any(gone => silo.Equals(Read(gone)));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Gone
        .Where(gone => Read(gone) is null)
        .Select(gone => new ValidationResult($"Mote:Cluster:Gone has '{gone}': give the silo as the log of the one that waits for it calls it, such as '10.1.2.3:7271@123456789'."));

    private static SiloAddress? Read(string gone)
    {
        try
        {
            return SiloAddress.FromParsableString(gone);
        }
        catch (Exception unread) when (unread is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
