using Mote.Service.Enrolment;
using Mote.WebConsole.Problems;

namespace Mote.WebConsole.Enrolment;

/// <summary>The form of an enrolment or a re-enrolment.</summary>
/// <param name="Subject">The name; empty where it is still to be given.</param>
/// <param name="IsReenrolment">Whether there is a network to be replaced.</param>
/// <param name="Operation">Names the operation, so that a form sent twice enrols once.</param>
/// <param name="Choices">What the realm offers.</param>
/// <param name="Refusal">Why the last try was refused; null at first.</param>
public sealed record EnrolModel(string Subject, bool IsReenrolment, Guid Operation, EnrolmentChoices Choices, Refusal? Refusal = null);
