namespace Mote.Grains.Contracts.Identities;

/// <summary>Whether somebody is enrolled under a name.</summary>
[GenerateSerializer, Alias("Mote.Presence")]
public enum Presence
{
    /// <summary>Nobody is.</summary>
    Absent = 0,

    /// <summary>A first enrolment or an erasure is under way.</summary>
    Changing = 1,

    /// <summary>Somebody is.</summary>
    Enrolled = 2,
}
