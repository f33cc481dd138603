using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Certification;

/// <summary>What model-templates must reach to be kept; 1 means no bound, null what stands one level up.</summary>
public class RealmBounds
{
    private const string Share = "A bound below Mote:Certificate is a share from 0 to 1; 1 binds nothing.";

    /// <summary>The most that the false-match rate may be with 95 % confidence. A cohort of N strangers shows at best 3 / N. No bound by default.</summary>
    [Range(0.0, 1.0, ErrorMessage = Share)]
    public double? MostFalseMatchRate { get; set; }

    /// <summary>The most that the false non-match rate on synthetic samples may be; 0.5 by default.</summary>
    [Range(0.0, 1.0, ErrorMessage = Share)]
    public double? MostFalseNonMatchRate { get; set; }

    /// <summary>The most that it may be on the samples of any one group. No bound by default.</summary>
    [Range(0.0, 1.0, ErrorMessage = Share)]
    public double? MostGroupFalseNonMatchRate { get; set; }

    /// <summary>The most that two groups may differ. No bound by default.</summary>
    [Range(0.0, 1.0, ErrorMessage = Share)]
    public double? MostGroupGap { get; set; }

    /// <summary>The most that the false non-match rate may rise by an exclusion; 0.05 by default.</summary>
    [Range(0.0, 1.0, ErrorMessage = Share)]
    public double? MostExclusionCost { get; set; }

    /// <summary>The most that the false non-match rate may be above that of the model-template that a re-enrolment replaces; 0.3 by default.</summary>
    [Range(0.0, 1.0, ErrorMessage = Share)]
    public double? MostReenrolmentLoss { get; set; }
}
