namespace Mote.Protocol;

/// <summary>
/// What problems have in common for whoever meets them. Everything that treats several codes alike asks for the kind; the
/// SDK's exceptions are of a type by it.
/// </summary>
public enum ProblemKind
{
    /// <summary>The request is wrong in itself: whoever it is about, and whatever the photo shows.</summary>
    Request,

    /// <summary>It is not known who asks.</summary>
    Unauthenticated,

    /// <summary>Whoever asks may not do this.</summary>
    Forbidden,

    /// <summary>The API key that is named, or its name, does not allow it.</summary>
    ApiKey,

    /// <summary>The photo, or several together, cannot be used.</summary>
    Photo,

    /// <summary>Nobody of that name is enrolled.</summary>
    NotEnrolled,

    /// <summary>Somebody of that name is enrolled, or just being.</summary>
    AlreadyEnrolled,

    /// <summary>The operation or job that is named, or another in its way, does not allow it.</summary>
    Operation,

    /// <summary>The photo can be used, and what was trained from it misses the realm's bounds.</summary>
    FailureToEnrol,

    /// <summary>The photo of a re-enrolment is not taken for the person's.</summary>
    NotRecognised,

    /// <summary>A face cannot be excluded, or need not be.</summary>
    Exclusion,

    /// <summary>There is no model-template of before.</summary>
    NothingToRollBack,

    /// <summary>The person is locked for a while.</summary>
    LockedOut,

    /// <summary>The decision is made, and not explained.</summary>
    ExplanationWithheld,

    /// <summary>The model-template is of another embedder or cohort than those in use, and cannot be asked.</summary>
    Outdated,

    /// <summary>The service has too much to do, and all it needs.</summary>
    Busy,

    /// <summary>Something that the service needs does not answer.</summary>
    Unavailable,

    /// <summary>Something stored is not as it was written.</summary>
    Damaged,

    /// <summary>A master key is not there, or is another.</summary>
    MasterKey,

    /// <summary>The service failed in a way it has no name for.</summary>
    Internal,

    /// <summary>A realm of that name there is, is not, or is removed elsewhere.</summary>
    Realm,
}
