namespace Mote.Histories.People;

/// <summary>One person, as a service that does one thing at a time has it.</summary>
/// <param name="Enrolled">As whom; null for nobody.</param>
/// <param name="Version">Which model-template.</param>
/// <param name="NonMatches">In a row, as many as there can be.</param>
/// <param name="Lock">Whether photos are compared.</param>
public readonly record struct PersonState(Face? Enrolled, int Version, int NonMatches, LockState Lock)
{
    /// <summary>Nobody.</summary>
    public static PersonState Nobody => default;
}
