namespace Mote.Silo.Identities;

/// <summary>The form of an enrolment, as the OpenAPI document shows it.</summary>
/// <param name="Photo">1 to 8 JPEG, PNG or WebP files of one person, each of at most 10 MB.</param>
/// <param name="Recipe"><c>compact</c>, <c>paper</c> or <c>single-unit</c>.</param>
/// <param name="Balance">The share of synthetic genuine samples drawn from the first attribute group, 0 to 1.</param>
/// <param name="TargetFalseMatchRate">The false-match rate that decides, above 0 and at most the realm's ceiling; without it the realm's own rate. In the query where the photo is sent alone.</param>
/// <param name="Group">The subject's attribute group, one of the cohort's, for the realm's group policy. Used in memory, stored nowhere.</param>
/// <param name="Force">For a re-enrolment: <c>true</c> replaces the model-template without asking it about the photos, which the audit trail says. In the query where the photo is sent alone.</param>
internal sealed record EnrolmentForm(IFormFileCollection Photo, string? Recipe, double? Balance, double? TargetFalseMatchRate, string? Group, bool? Force);
