using Mote.Protocol;

namespace Mote.Grains.Contracts.Audit;

/// <summary>How what an entry is about ended, as it is stored and hashed. The wire's <see cref="AuditOutcome"/> is another, of the same names.</summary>
public enum TrailOutcome
{
    /// <summary>The network accepted the face.</summary>
    Match = 0,

    /// <summary>It did not.</summary>
    NonMatch = 1,

    /// <summary>It was not done.</summary>
    Refused = 2,

    /// <summary>It was done.</summary>
    Done = 3,
}
