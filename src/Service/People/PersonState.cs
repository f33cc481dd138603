namespace Mote.Service.People;

/// <summary>How it stands with a person.</summary>
public enum PersonState
{
    /// <summary>Enrolled, and verifies.</summary>
    Enrolled,

    /// <summary>Enrolled for another embedder or cohort than the ones in use: must be enrolled again.</summary>
    Outdated,

    /// <summary>Enrolled, and not compared with any photo for a while.</summary>
    Locked,

    /// <summary>The stored state cannot be read.</summary>
    Unreadable,

    /// <summary>It is not the caller's to see, nor whether there is one of that name.</summary>
    NotShown,
}
