using Mote.Protocol;
using Mote.Service.People;
using Mote.WebConsole.Problems;

namespace Mote.WebConsole.Enrolment;

/// <summary>How far an enrolment has come.</summary>
/// <param name="Subject">The person's name.</param>
/// <param name="Operation">Names the operation.</param>
/// <param name="State">Running, succeeded or failed.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Person">Who is enrolled under that name now; null for nobody.</param>
/// <param name="Refusal">Why it failed, once it has.</param>
public sealed record ProgressModel(string Subject, Guid Operation, EnrolmentState State, double Progress, Person? Person, Refusal? Refusal);
