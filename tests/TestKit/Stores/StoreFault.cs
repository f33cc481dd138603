namespace Mote.Tests;

/// <summary>What can be wrong with a store that is reached over HTTP.</summary>
public enum StoreFault
{
    None,

    /// <summary>Whatever is asked ends without an answer.</summary>
    Stopped,

    /// <summary>Every answer takes five seconds more.</summary>
    Slow,

    /// <summary>500, whatever is asked.</summary>
    Failing,

    /// <summary>409 with a code that is no conflict of writers, whatever is asked.</summary>
    Conflicting,

    /// <summary>507 to whatever takes room.</summary>
    Full,

    /// <summary>It does what it is asked, and the answer breaks off in the middle.</summary>
    AnswersCut,

    /// <summary>What is asked breaks off in the middle.</summary>
    RequestsCut,
}
