namespace Mote.Histories.People;

/// <summary>What came of it.</summary>
public enum Answer
{
    /// <summary>Nobody knows whether it was done, or will be: no answer, or one that says so.</summary>
    Unknown,

    /// <summary>It was done.</summary>
    Done,

    Match,
    NonMatch,

    /// <summary>Nobody of that name is enrolled.</summary>
    Absent,

    /// <summary>Somebody of that name is.</summary>
    Present,

    /// <summary>Too many photos in a row did not match.</summary>
    Locked,
}
