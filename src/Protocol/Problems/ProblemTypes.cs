using System.Collections.Frozen;

namespace Mote.Protocol;

/// <summary>What every problem code means: the one table that the edges, the console, the grains and the SDK read.</summary>
public static class ProblemTypes
{
    /// <summary>Every type, by kind.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        new(ProblemCode.InvalidRequest, 400, "Invalid request", ProblemKind.Request, ProblemRetry.No, "Correct what is named and send it again."),
        new(ProblemCode.NotFound, 404, "Not found", ProblemKind.Request, ProblemRetry.No, "Check the address."),
        new(ProblemCode.MethodNotAllowed, 405, "Method not allowed", ProblemKind.Request, ProblemRetry.No, "Use a method that the header Allow names."),
        new(ProblemCode.UnsupportedMediaType, 415, "Unsupported media type", ProblemKind.Request, ProblemRetry.No, "Send a photo as multipart/form-data, image/jpeg, image/png or image/webp, and everything else as JSON."),
        new(ProblemCode.RateAboveCeiling, 422, "Rate above the ceiling", ProblemKind.Request, ProblemRetry.No, "Ask for a rate that the realm allows, or for none and get its default."),
        new(ProblemCode.RecipeUnavailable, 422, "Recipe unavailable", ProblemKind.Request, ProblemRetry.No, "Ask for another recipe, or for none and get the usual one; the detail says what this service lacks."),

        new(ProblemCode.Unauthenticated, 401, "Unauthenticated", ProblemKind.Unauthenticated, ProblemRetry.No, "Give an API key that this service knows, whole as it was issued."),
        new(ProblemCode.Forbidden, 403, "Forbidden", ProblemKind.Forbidden, ProblemRetry.No, "Use a key or an account that may do this, or ask somebody who has one."),

        new(ProblemCode.ApiKeyExists, 409, "API key exists", ProblemKind.ApiKey, ProblemRetry.No, "Choose another name, or revoke the key that has this one."),
        new(ProblemCode.ApiKeyUnknown, 404, "API key unknown", ProblemKind.ApiKey, ProblemRetry.No, "Check the name: the list of keys has all that there are."),
        new(ProblemCode.ApiKeyConfigured, 409, "API key of the configuration", ProblemKind.ApiKey, ProblemRetry.No, "Change or remove it in the service's configuration."),
        new(ProblemCode.RealmExists, 409, "Realm exists", ProblemKind.Realm, ProblemRetry.No, "Choose another name: one that a realm has, or had, is not given again."),
        new(ProblemCode.RealmUnknown, 404, "Realm unknown", ProblemKind.Realm, ProblemRetry.No, "Check the name: the list of realms has all that there are."),
        new(ProblemCode.RealmConfigured, 409, "Realm of the configuration", ProblemKind.Realm, ProblemRetry.No, "Remove its keys from the service's configuration, restart, and remove it then."),

        new(ProblemCode.NoFace, 422, "No face", ProblemKind.Photo, ProblemRetry.No, "Use a photo from the front that shows the whole face, larger and in even light.") { IsFailureToEnrol = true },
        new(ProblemCode.SeveralFaces, 422, "Several faces", ProblemKind.Photo, ProblemRetry.No, "Use a photo of this person alone, or cut the others off.") { IsFailureToEnrol = true },
        new(ProblemCode.LowQuality, 422, "Low quality", ProblemKind.Photo, ProblemRetry.No, "Take another photo in which what was measured is better: closer, sharper, facing the camera, or in even light.") { IsFailureToEnrol = true },
        new(ProblemCode.PhotosDisagree, 422, "Photos disagree", ProblemKind.Photo, ProblemRetry.No, "Choose photos of this person alone.") { IsFailureToEnrol = true },
        new(ProblemCode.PhotoUnreadable, 422, "Photo unreadable", ProblemKind.Photo, ProblemRetry.No, "Save it as JPEG, PNG or WebP and send that."),
        new(ProblemCode.PhotoTooLarge, 413, "Photo too large", ProblemKind.Photo, ProblemRetry.No, "Make it smaller: 1,000 pixels across are plenty."),
        new(ProblemCode.PhotoMissing, 400, "Photo missing", ProblemKind.Photo, ProblemRetry.No, "Choose a file, or take a photo with the camera, and send that."),

        new(ProblemCode.NotEnrolled, 404, "Not enrolled", ProblemKind.NotEnrolled, ProblemRetry.No, "Check the name, or enrol the person first."),
        new(ProblemCode.AlreadyEnrolled, 409, "Already enrolled", ProblemKind.AlreadyEnrolled, ProblemRetry.No, "Re-enrol that person to use the new photo, or choose another name."),
        new(ProblemCode.EnrolmentUnderWay, 409, "Enrolment under way", ProblemKind.AlreadyEnrolled, ProblemRetry.Later, "Wait until it has ended."),
        new(ProblemCode.OperationUnknown, 404, "Operation unknown", ProblemKind.Operation, ProblemRetry.No, "See what has come of it; if nothing has, send it again."),
        new(ProblemCode.OperationReused, 422, "Operation reused", ProblemKind.Operation, ProblemRetry.No, "Something else was sent under this id before, and done: send this under an id of its own, from a form that was loaded anew."),
        new(ProblemCode.JobUnderWay, 409, "Job under way", ProblemKind.Operation, ProblemRetry.Later, "Wait until the other one, which is under way, has ended."),

        new(ProblemCode.FailureToEnrol, 422, "Failure to enrol", ProblemKind.FailureToEnrol, ProblemRetry.No, "Try a sharper photo from the front: what came of this one misses the bounds of the realm.") { IsFailureToEnrol = true },
        new(ProblemCode.NotRecognised, 422, "Not recognised", ProblemKind.NotRecognised, ProblemRetry.No, "Take another photo of this person; if you know by other means who it is, replace the network without asking it."),
        new(ProblemCode.NothingToExclude, 409, "Nothing to exclude", ProblemKind.Exclusion, ProblemRetry.No, "Nothing needs to be done: the face is not accepted anyway."),
        new(ProblemCode.ExclusionTooCostly, 422, "Exclusion too costly", ProblemKind.Exclusion, ProblemRetry.No, "Re-enrol the person from other photos, or at a stricter rate."),
        new(ProblemCode.NothingToRollBack, 409, "Nothing to roll back", ProblemKind.NothingToRollBack, ProblemRetry.No, "Re-enrol the person instead."),

        new(ProblemCode.LockedOut, 429, "Locked out", ProblemKind.LockedOut, ProblemRetry.Later, "Wait until the lock ends, or let an operator lift it."),
        new(ProblemCode.TooManyAttempts, 429, "Too many attempts", ProblemKind.Unauthenticated, ProblemRetry.Later, "Wait, and then send a key that this service knows; see what it is that keeps sending another."),
        new(ProblemCode.ExplanationWithheld, 409, "Explanation withheld", ProblemKind.ExplanationWithheld, ProblemRetry.No, "Verify without an explanation, or let an operator lift the lock."),
        new(ProblemCode.EmbedderMismatch, 409, "Embedder mismatch", ProblemKind.Outdated, ProblemRetry.No, "Re-enrol the person without asking the network: it cannot be asked."),
        new(ProblemCode.CohortMismatch, 409, "Cohort mismatch", ProblemKind.Outdated, ProblemRetry.No, "Re-enrol the person without asking the network: it cannot be asked."),

        new(ProblemCode.Overloaded, 503, "Overloaded", ProblemKind.Busy, ProblemRetry.Soon, "Try again in a moment."),
        new(ProblemCode.RequestTimeout, 408, "Request timeout", ProblemKind.Busy, ProblemRetry.Soon, "Send it again, over a faster connection if there is one."),
        new(ProblemCode.StorageUnavailable, 503, "Storage unavailable", ProblemKind.Unavailable, ProblemRetry.Soon, "Try again in a moment; if it stays so, the service's log says why."),
        new(ProblemCode.KeyUnavailable, 503, "Master key unavailable", ProblemKind.Unavailable, ProblemRetry.Soon, "Try again in a moment; if it stays so, the service's log says why."),
        new(ProblemCode.ProviderUnavailable, 503, "Provider unavailable", ProblemKind.Unavailable, ProblemRetry.Soon, "Try again in a moment; if it stays so, the service's log says why."),
        new(ProblemCode.ClusterUnreachable, 503, "Cluster unreachable", ProblemKind.Unavailable, ProblemRetry.Soon, "Try again in a moment; if it stays so, the service's log says why."),
        new(ProblemCode.AuditUnavailable, 503, "Audit unavailable", ProblemKind.Unavailable, ProblemRetry.Soon, "Try again in a moment; if it stays so, the service's log says why."),

        new(ProblemCode.StateUnreadable, 500, "State unreadable", ProblemKind.Damaged, ProblemRetry.No, "Restore it from a backup, or erase the person and enrol again."),
        new(ProblemCode.StateTampered, 500, "State tampered with", ProblemKind.Damaged, ProblemRetry.No, "Restore it from a backup, or erase the person and enrol again."),
        new(ProblemCode.StateMisplaced, 500, "State misplaced", ProblemKind.Damaged, ProblemRetry.No, "Restore the person's own from a backup, or erase the person and enrol again."),
        new(ProblemCode.StateRolledBack, 500, "State rolled back", ProblemKind.Damaged, ProblemRetry.No, "Restore the latest from a backup, or erase the person and enrol again."),
        new(ProblemCode.StorePutBack, 503, "Store put back", ProblemKind.Damaged, ProblemRetry.No, "Whoever runs the service erases again who was erased since, and says that the realm may be served: 'mote audit accept'."),
        new(ProblemCode.AuditBroken, 500, "Audit trail broken", ProblemKind.Damaged, ProblemRetry.No, "Restore the trail from a backup, and find out who could change it."),
        new(ProblemCode.KeyMissing, 500, "Master key missing", ProblemKind.MasterKey, ProblemRetry.No, "Provide that version of the master key again."),
        new(ProblemCode.KeyWrong, 500, "Master key wrong", ProblemKind.MasterKey, ProblemRetry.No, "Provide the master key that had this version."),
        new(ProblemCode.Internal, 500, "Internal error", ProblemKind.Internal, ProblemRetry.Soon, "Try again; if it stays so, the service's log says why."),
    ];

    private static FrozenDictionary<string, ProblemType> ByCode { get; } = All.ToFrozenDictionary(type => type.Code, StringComparer.Ordinal);

    /// <summary>What a code means; a code that is not known means <see cref="ProblemCode.Internal"/>.</summary>
    /// <param name="code">The code.</param>
    public static ProblemType Of(string code) => Find(code) ?? ByCode[ProblemCode.Internal];

    /// <summary>What a code means; null for one that is not known here, of a later version perhaps.</summary>
    /// <param name="code">The code.</param>
    public static ProblemType? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return ByCode.GetValueOrDefault(code);
    }

    /// <summary>What a status means by itself, of an answer without a code that is known.</summary>
    /// <param name="status">An HTTP status from 400.</param>
    public static ProblemType OfStatus(int status) => Of(status switch
    {
        401 => ProblemCode.Unauthenticated,
        403 => ProblemCode.Forbidden,
        404 => ProblemCode.NotFound,
        405 => ProblemCode.MethodNotAllowed,
        408 => ProblemCode.RequestTimeout,
        413 => ProblemCode.PhotoTooLarge,
        415 => ProblemCode.UnsupportedMediaType,
        503 => ProblemCode.Overloaded,
        >= 500 => ProblemCode.Internal,
        _ => ProblemCode.InvalidRequest,
    });
}
