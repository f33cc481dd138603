namespace Mote.Histories.People;

/// <summary>What is asked about a person.</summary>
public enum Deed
{
    Enrol,

    /// <summary>Re-enrolment by force, whoever the photo shows.</summary>
    Reenrol,

    Erase,
    Verify,
    Unlock,
}
