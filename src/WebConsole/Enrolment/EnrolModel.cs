using Mote.WebConsole.Problems;

namespace Mote.WebConsole.Enrolment;

/// <summary>The form of an enrolment or a re-enrolment.</summary>
/// <param name="Subject">The name; empty where it is still to be given.</param>
/// <param name="IsReenrolment">Whether there is a network to be replaced.</param>
/// <param name="Operation">Names the operation, so that a form sent twice enrols once.</param>
/// <param name="Recipes">The recipes that the cohort is calibrated for, the default first.</param>
/// <param name="Groups">The cohort's attribute groups.</param>
/// <param name="Policy">The realm's group policy.</param>
/// <param name="Rates">The false-match rates that the realm allows, the largest first.</param>
/// <param name="Rate">The one that decides where none is chosen.</param>
/// <param name="Refusal">Why the last try was refused; null at first.</param>
public sealed record EnrolModel(
    string Subject, bool IsReenrolment, Guid Operation, IReadOnlyList<string> Recipes, IReadOnlyList<string> Groups, string Policy, IReadOnlyList<double> Rates, double Rate, Refusal? Refusal = null);
