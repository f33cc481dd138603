namespace Mote.Client;

/// <summary>How to train a model-template; what is null is the service's default.</summary>
public sealed record EnrolmentSettings
{
    /// <summary><c>compact</c>, <c>paper</c> or <c>single-unit</c>.</summary>
    public string? Recipe { get; init; }

    /// <summary>The share of synthetic genuine samples drawn from the first attribute group, or their weight where as many are drawn of each, 0 to 1: the fairness dial.</summary>
    public double? Balance { get; init; }

    /// <summary>The false-match rate that decides, above 0 and at most the realm's ceiling, without which it is the realm's own rate.</summary>
    public double? TargetFalseMatchRate { get; init; }

    /// <summary>The person's attribute group, one of the cohort's, for the realm's group policy; the service uses it in memory and stores it nowhere.</summary>
    public string? Group { get; init; }

    /// <summary>
    /// Whether a re-enrolment replaces the network without asking it about the photo: only where you know by other means that
    /// the photo shows that person. The audit trail says so. It says nothing to a first enrolment.
    /// </summary>
    public bool Force { get; init; }
}
