using Mote.WebConsole.Problems;

namespace Mote.WebConsole.Verification;

/// <summary>The page of a verification.</summary>
/// <param name="Subject">The person's name; empty where it is still to be given.</param>
/// <param name="Decision">What was decided; null before, and where nothing was.</param>
/// <param name="Refusal">Why nothing was decided; null where something was.</param>
public sealed record VerifyModel(string Subject, Decision? Decision = null, Refusal? Refusal = null);
