using Mote.Protocol;

namespace Mote.Service.People;

/// <summary>A person as somebody who looks after people is shown one.</summary>
/// <param name="Subject">The name within the realm.</param>
/// <param name="State">How it stands.</param>
/// <param name="Identity">What is enrolled; null where it cannot be read, or is not shown.</param>
/// <param name="Trouble">Why it cannot be read; null where it can.</param>
public sealed record Person(string Subject, PersonState State, Identity? Identity = null, string? Trouble = null);
