namespace Mote.Service.Trials;

/// <summary>What a balance can be tried with in a realm.</summary>
/// <param name="Recipes">The recipes that heed a balance and that the cohort is calibrated for, the default first.</param>
/// <param name="Groups">The cohort's attribute groups.</param>
public sealed record TrialChoices(IReadOnlyList<string> Recipes, IReadOnlyList<string> Groups);
