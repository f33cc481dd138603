namespace Mote.Histories.People;

/// <summary>Whether photos are compared with a person. A lock lasts for longer than any run.</summary>
public enum LockState
{
    /// <summary>They are.</summary>
    Open,

    /// <summary>As many did not match as close a lock; whether one has closed is not known, for who counts may have been killed.</summary>
    PerhapsClosed,

    /// <summary>The same, and the store was in trouble: it may have closed, and be lost with its silo.</summary>
    PerhapsUnstored,

    /// <summary>They are not, until somebody lifts the lock or the person is erased.</summary>
    Closed,

    /// <summary>They were not, and the lock may be lost with its silo.</summary>
    Unstored,
}
