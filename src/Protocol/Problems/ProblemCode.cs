namespace Mote.Protocol;

/// <summary>
/// The stable <c>code</c> of a problem (RFC 9457), the same at the HTTPS edge, inside the cluster and in the SDK.
/// Codes are never renamed; new ones may be added, so treat an unknown one by its HTTP status. What each means is in
/// <see cref="ProblemTypes"/>.
/// </summary>
public static class ProblemCode
{
    /// <summary>The photo shows no face.</summary>
    public const string NoFace = "no_face";

    /// <summary>The photo shows several faces of comparable size.</summary>
    public const string SeveralFaces = "several_faces";

    /// <summary>The face is too small, blurred, too dark, too bright or turned too far; <c>measured</c> and <c>bound</c> say how much.</summary>
    public const string LowQuality = "low_quality";

    /// <summary>The bytes are not a whole JPEG, PNG or WebP photo.</summary>
    public const string PhotoUnreadable = "photo_unreadable";

    /// <summary>The photo has more bytes or pixels than are accepted.</summary>
    public const string PhotoTooLarge = "photo_too_large";

    /// <summary>The request carries no photo.</summary>
    public const string PhotoMissing = "photo_missing";

    /// <summary>Nobody of that name is enrolled in this realm.</summary>
    public const string NotEnrolled = "not_enrolled";

    /// <summary>Somebody of that name is enrolled already: re-enrol or erase first.</summary>
    public const string AlreadyEnrolled = "already_enrolled";

    /// <summary>Another enrolment of the same subject is under way.</summary>
    public const string EnrolmentUnderWay = "enrolment_under_way";

    /// <summary>The operation is not known, for it ended long ago or its silo stopped: send the enrolment again.</summary>
    public const string OperationUnknown = "operation_unknown";

    /// <summary>The operation's id was given before to something else; nothing was done: send this under an id of its own.</summary>
    public const string OperationReused = "operation_reused";

    /// <summary>The photo makes a model-template that misses the realm's bounds, so none was kept; <c>measured</c> and <c>bound</c> say by how much.</summary>
    public const string FailureToEnrol = "failure_to_enrol";

    /// <summary>The enrolled network does not take the photos of a re-enrolment for this person's, so it was not replaced: send others, or force it.</summary>
    public const string NotRecognised = "not_recognised";

    /// <summary>An API key of that name is there already in this realm: choose another name, or revoke that key.</summary>
    public const string ApiKeyExists = "api_key_exists";

    /// <summary>There is no API key of that name in this realm.</summary>
    public const string ApiKeyUnknown = "api_key_unknown";

    /// <summary>The API key is one of the service's configuration: it is changed and removed there.</summary>
    public const string ApiKeyConfigured = "api_key_configured";

    /// <summary>A realm has that name, or had it: it is not given again.</summary>
    public const string RealmExists = "realm_exists";

    /// <summary>There is no realm of that name.</summary>
    public const string RealmUnknown = "realm_unknown";

    /// <summary>The realm is one of the service's configuration: it is removed there.</summary>
    public const string RealmConfigured = "realm_configured";

    /// <summary>The provider whose token was shown cannot be asked for its keys.</summary>
    public const string ProviderUnavailable = "provider_unavailable";

    /// <summary>The silo that was asked is cut off from its cluster, and decides about nobody.</summary>
    public const string ClusterUnreachable = "cluster_unreachable";

    /// <summary>The false-match rate asked for, <c>measured</c>, is above the realm's ceiling, <c>bound</c>.</summary>
    public const string RateAboveCeiling = "rate_above_ceiling";

    /// <summary>Nobody can be enrolled with this recipe here: the cohort is not calibrated for it, or what trains it is not installed. The detail says which.</summary>
    public const string RecipeUnavailable = "recipe_unavailable";

    /// <summary>The face that should be excluded is not accepted.</summary>
    public const string NothingToExclude = "nothing_to_exclude";

    /// <summary>The face cannot be excluded within the realm's bounds, or not be told from the enrolled one; nothing was changed.</summary>
    public const string ExclusionTooCostly = "exclusion_too_costly";

    /// <summary>The model-template was trained for another embedder than the one in use: re-enrol.</summary>
    public const string EmbedderMismatch = "embedder_mismatch";

    /// <summary>The model-template was trained with another cohort than the one in use: re-enrol.</summary>
    public const string CohortMismatch = "cohort_mismatch";

    /// <summary>Too many photos in a row did not match this person: none is compared before <c>Retry-After</c>.</summary>
    public const string LockedOut = "locked_out";

    /// <summary>Too many credentials from this address, or too often this one, were refused: wait for <c>Retry-After</c>. One that is known is never refused for others.</summary>
    public const string TooManyAttempts = "too_many_attempts";

    /// <summary>A queue is full: try again after <c>Retry-After</c>.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>A name or an option of the request is not valid; the detail names it.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>No API key, or an unknown one.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>Nothing is served at this address.</summary>
    public const string NotFound = "not_found";

    /// <summary>The address does not take this method; the header <c>Allow</c> names those it takes.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The body is of a media type that the address does not take.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The request took too long to arrive: send it again.</summary>
    public const string RequestTimeout = "request_timeout";

    /// <summary>The state store did not answer; nothing was changed unless a later read shows it.</summary>
    public const string StorageUnavailable = "storage_unavailable";

    /// <summary>The stored state of this subject is damaged: restore it or enrol again.</summary>
    public const string StateUnreadable = "state_unreadable";

    /// <summary>The stored state of this subject was changed since it was written: restore it, or erase it and enrol again.</summary>
    public const string StateTampered = "state_tampered";

    /// <summary>In the place of this subject's stored state lies another's: restore its own.</summary>
    public const string StateMisplaced = "state_misplaced";

    /// <summary>The stored state of this subject is an older one that was put back: restore the latest, or erase it and enrol again.</summary>
    public const string StateRolledBack = "state_rolled_back";

    /// <summary>The store of this realm is older than what was noted of it outside, or was not compared with that yet: nobody is verified there until somebody says that it may be served.</summary>
    public const string StorePutBack = "store_put_back";

    /// <summary>The master key that this subject's state was sealed under is not there: provide that version again.</summary>
    public const string KeyMissing = "key_missing";

    /// <summary>The master key given under that version is another one than this subject's state was sealed under.</summary>
    public const string KeyWrong = "key_wrong";

    /// <summary>The master keys cannot be reached: try again, and see the service's log.</summary>
    public const string KeyUnavailable = "key_unavailable";

    /// <summary>The photos of one enrolment show different people, as far as can be told: give photos of one person.</summary>
    public const string PhotosDisagree = "photos_disagree";

    /// <summary>This person was locked and nobody has matched since, so decisions are made and not explained: verify instead, or let an operator lift the lock.</summary>
    public const string ExplanationWithheld = "explanation_withheld";

    /// <summary>The audit trail cannot be written, and nothing is decided that it would not hold: try again.</summary>
    public const string AuditUnavailable = "audit_unavailable";

    /// <summary>Part of the audit trail is missing, or does not fit: restore it.</summary>
    public const string AuditBroken = "audit_broken";

    /// <summary>There is no model-template of before that could be brought back: none was replaced, or not for long enough, or it was brought back already.</summary>
    public const string NothingToRollBack = "nothing_to_roll_back";

    /// <summary>Another job of this kind is under way in the realm: wait until it has ended.</summary>
    public const string JobUnderWay = "job_under_way";

    /// <summary>The caller has no scope that this takes, or asks from another realm or for another door than his own.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The service failed in a way it has no name for; the trace id finds the cause in its log.</summary>
    public const string Internal = "internal";
}
