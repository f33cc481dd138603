using Mote.Service.Trials;
using Mote.WebConsole.Problems;

namespace Mote.WebConsole.Fairness;

/// <summary>How evenly errors fall in the realm, and what the balance would change for one face.</summary>
/// <param name="Gathered">The realm's figures; null while they are still being gathered.</param>
/// <param name="Choices">What a trial can be made with.</param>
/// <param name="Trial">What the balance changed; null where nothing was tried.</param>
/// <param name="Refusal">Why a trial was refused; null where none was.</param>
public sealed record FairnessModel(Protocol.Fairness? Gathered, TrialChoices Choices, BalanceTrial? Trial = null, Refusal? Refusal = null);
