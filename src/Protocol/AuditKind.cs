using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>What an entry of the audit trail is about. New kinds may be added.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditKind>))]
public enum AuditKind
{
    /// <summary>Somebody was verified, or refused.</summary>
    [JsonStringEnumMemberName("verified")]
    Verified = 0,

    /// <summary>A decision was made and explained, or refused.</summary>
    [JsonStringEnumMemberName("explained")]
    Explained = 1,

    /// <summary>Somebody was enrolled.</summary>
    [JsonStringEnumMemberName("enrolled")]
    Enrolled = 2,

    /// <summary>A model-template was replaced.</summary>
    [JsonStringEnumMemberName("re_enrolled")]
    Reenrolled = 3,

    /// <summary>An enrolment or a re-enrolment failed by what it was given.</summary>
    [JsonStringEnumMemberName("failed_to_enrol")]
    FailedToEnrol = 4,

    /// <summary>"Not this person": a face was excluded.</summary>
    [JsonStringEnumMemberName("excluded")]
    Excluded = 5,

    /// <summary>Somebody was erased.</summary>
    [JsonStringEnumMemberName("erased")]
    Erased = 6,

    /// <summary>Too many consecutive non-matches closed a lock.</summary>
    [JsonStringEnumMemberName("locked")]
    Locked = 7,

    /// <summary>An operator lifted a lock.</summary>
    [JsonStringEnumMemberName("unlocked")]
    Unlocked = 8,

    /// <summary>A change of the master key was started.</summary>
    [JsonStringEnumMemberName("keys_rotated")]
    KeysRotated = 9,

    /// <summary>The audit trail was read; noted once a minute and caller.</summary>
    [JsonStringEnumMemberName("audit_read")]
    AuditRead = 10,

    /// <summary>A model-template was replaced without asking it about the photo, since an operator said so.</summary>
    [JsonStringEnumMemberName("re_enrolled_by_force")]
    ReenrolledByForce = 11,

    /// <summary>The trail before this entry ended without being closed, so that decisions may be missing, or was not as it was written.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted = 12,

    /// <summary>A re-enrolment's model-template is stored, and runs in the shadow of the one that decides.</summary>
    [JsonStringEnumMemberName("candidate_enrolled")]
    CandidateEnrolled = 20,

    /// <summary>A model-template in the shadow agreed with the one that decided, and decides from now on.</summary>
    [JsonStringEnumMemberName("candidate_promoted")]
    CandidatePromoted = 21,

    /// <summary>A model-template in the shadow disagreed too often, and is gone.</summary>
    [JsonStringEnumMemberName("candidate_dropped")]
    CandidateDropped = 22,

    /// <summary>The model-template of before the last re-enrolment was brought back.</summary>
    [JsonStringEnumMemberName("rolled_back")]
    RolledBack = 23,

    /// <summary>Somebody is to be enrolled anew.</summary>
    [JsonStringEnumMemberName("re_enrolment_requested")]
    ReenrolmentRequested = 24,

    /// <summary>Nobody asks any more that somebody be enrolled anew.</summary>
    [JsonStringEnumMemberName("re_enrolment_withdrawn")]
    ReenrolmentWithdrawn = 25,

    /// <summary>An API key was made.</summary>
    [JsonStringEnumMemberName("api_key_made")]
    ApiKeyMade = 30,

    /// <summary>An API key may less than before.</summary>
    [JsonStringEnumMemberName("api_key_limited")]
    ApiKeyLimited = 31,

    /// <summary>An API key was revoked.</summary>
    [JsonStringEnumMemberName("api_key_revoked")]
    ApiKeyRevoked = 32,

    /// <summary>A realm was made; in the trail of the service itself.</summary>
    [JsonStringEnumMemberName("realm_made")]
    RealmMade = 33,

    /// <summary>A realm is removed: no key of it opens anything any more; in the trail of the service itself.</summary>
    [JsonStringEnumMemberName("realm_removed")]
    RealmRemoved = 34,

    /// <summary>Too many consecutive non-matches at several doors closed a lock at all.</summary>
    [JsonStringEnumMemberName("locked_everywhere")]
    LockedEverywhere = 40,

    /// <summary>Credentials were refused: keys that are nobody's, or somebody's that claimed another door.</summary>
    [JsonStringEnumMemberName("credentials_refused")]
    CredentialsRefused = 41,
}
