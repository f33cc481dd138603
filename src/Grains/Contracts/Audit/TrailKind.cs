using Mote.Protocol;

namespace Mote.Grains.Contracts.Audit;

/// <summary>
/// What an entry is about, as it is stored and hashed: a number once given means the same for ever. The wire's
/// <see cref="AuditKind"/> is another, of the same names.
/// </summary>
public enum TrailKind
{
    /// <summary>Somebody was verified, or refused.</summary>
    Verified = 0,

    /// <summary>A decision was made and explained, or refused.</summary>
    Explained = 1,

    /// <summary>Somebody was enrolled.</summary>
    Enrolled = 2,

    /// <summary>A model-template was replaced.</summary>
    Reenrolled = 3,

    /// <summary>An enrolment or a re-enrolment failed by what it was given.</summary>
    FailedToEnrol = 4,

    /// <summary>A face was excluded.</summary>
    Excluded = 5,

    /// <summary>Somebody was erased.</summary>
    Erased = 6,

    /// <summary>Too many consecutive non-matches closed a lock.</summary>
    Locked = 7,

    /// <summary>An operator lifted a lock.</summary>
    Unlocked = 8,

    /// <summary>A change of the master key was started.</summary>
    KeysRotated = 9,

    /// <summary>The audit trail was read.</summary>
    AuditRead = 10,

    /// <summary>A model-template was replaced without asking it.</summary>
    ReenrolledByForce = 11,

    /// <summary>The trail before this entry ended without being closed, or not as it was written.</summary>
    Interrupted = 12,

    /// <summary>A re-enrolment's model-template runs in the shadow of the one that decides.</summary>
    CandidateEnrolled = 20,

    /// <summary>A model-template in the shadow agreed, and decides from now on.</summary>
    CandidatePromoted = 21,

    /// <summary>A model-template in the shadow disagreed too often, and is gone.</summary>
    CandidateDropped = 22,

    /// <summary>The model-template of before the last re-enrolment was brought back.</summary>
    RolledBack = 23,

    /// <summary>Somebody is to be enrolled anew.</summary>
    ReenrolmentRequested = 24,

    /// <summary>Nobody asks any more that somebody be enrolled anew.</summary>
    ReenrolmentWithdrawn = 25,

    /// <summary>An API key was made.</summary>
    ApiKeyMade = 30,

    /// <summary>An API key may less than before.</summary>
    ApiKeyLimited = 31,

    /// <summary>An API key was revoked.</summary>
    ApiKeyRevoked = 32,

    /// <summary>Too many consecutive non-matches at several doors closed a lock at all.</summary>
    LockedEverywhere = 40,

    /// <summary>Credentials were refused.</summary>
    CredentialsRefused = 41,
}
