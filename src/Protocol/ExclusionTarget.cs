namespace Mote.Protocol;

/// <summary>Another enrolled person of the same realm who is not this person.</summary>
/// <param name="Other">That person's name.</param>
public sealed record ExclusionTarget(string Other);
