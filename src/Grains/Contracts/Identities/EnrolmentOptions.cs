namespace Mote.Grains.Contracts.Identities;

/// <summary>How to train a model-template; what is null is the silo's default.</summary>
/// <param name="Recipe"><c>compact</c>, <c>paper</c> or <c>single-unit</c>.</param>
/// <param name="Balance">The share of synthetic genuine samples drawn from the first attribute group, 0 to 1.</param>
/// <param name="TargetFalseMatchRate">The false-match rate that decides, above 0 and at most the realm's ceiling; null for the realm's own.</param>
/// <param name="Group">The subject's attribute group, one of the cohort's, for the realm's group policy; lives as long as the enrolment and is stored nowhere.</param>
[GenerateSerializer, Immutable, Alias("Mote.EnrolmentOptions")]
public sealed record EnrolmentOptions(
    [property: Id(0)] string? Recipe = null,
    [property: Id(1)] double? Balance = null,
    [property: Id(2)] double? TargetFalseMatchRate = null,
    [property: Id(3)] string? Group = null)
{
    /// <summary>Leaves the group out.</summary>
    public override string ToString() => $"recipe {Recipe ?? "default"}";
}
