using Mote.Grains.Contracts.Identities;
using Mote.Recognition.Certification;

namespace Mote.WebConsole.People;

/// <summary>A person as the console shows one.</summary>
/// <param name="Subject">The name within the realm.</param>
/// <param name="State">How it stands.</param>
/// <param name="Identity">What is enrolled; null where it cannot be read.</param>
/// <param name="Certificate">What was measured; null for nothing.</param>
/// <param name="Trouble">Why it cannot be read; null where it can.</param>
public sealed record Person(string Subject, PersonState State, IdentityDescription? Identity, Certificate? Certificate, string? Trouble);
