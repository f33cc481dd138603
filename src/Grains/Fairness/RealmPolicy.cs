namespace Mote.Grains.Fairness;

/// <summary>How a realm treats attribute groups.</summary>
public class RealmPolicy
{
    /// <summary>The name of the policy that does nothing.</summary>
    public const string None = "none";

    /// <summary>
    /// The group policy of the cohort pack that is applied to people whose group is given at their enrolment:
    /// <c>none</c>, <c>equal-fmr</c>, <c>equal-fnmr</c> or <c>balanced</c>; null for what holds elsewhere, and <c>none</c> there.
    /// </summary>
    public string? Policy { get; set; }
}
