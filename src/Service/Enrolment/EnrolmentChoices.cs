namespace Mote.Service.Enrolment;

/// <summary>What a realm offers to whoever enrols.</summary>
/// <param name="Recipes">The recipes that the cohort is calibrated for, the default first.</param>
/// <param name="Groups">The cohort's attribute groups.</param>
/// <param name="Policy">The group policy for which a person's group is asked; null where the realm has none.</param>
/// <param name="Rates">The false-match rates to choose from, the largest first and none above the realm's ceiling.</param>
/// <param name="Rate">The one that decides where none is chosen.</param>
public sealed record EnrolmentChoices(IReadOnlyList<string> Recipes, IReadOnlyList<string> Groups, string? Policy, IReadOnlyList<double> Rates, double Rate);
