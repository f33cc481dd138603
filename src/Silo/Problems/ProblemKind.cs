using Mote.Protocol;

namespace Mote.Silo.Problems;

/// <summary>The status and title of every problem code: the one table behind every error answer.</summary>
internal sealed record ProblemKind(int Status, string Title)
{
    private static readonly ProblemKind Unknown = new(StatusCodes.Status500InternalServerError, "Internal error");

    private static readonly Dictionary<string, ProblemKind> ByCode = new(StringComparer.Ordinal)
    {
        [ProblemCode.NoFace] = new(StatusCodes.Status422UnprocessableEntity, "No face"),
        [ProblemCode.SeveralFaces] = new(StatusCodes.Status422UnprocessableEntity, "Several faces"),
        [ProblemCode.LowQuality] = new(StatusCodes.Status422UnprocessableEntity, "Low quality"),
        [ProblemCode.PhotoUnreadable] = new(StatusCodes.Status422UnprocessableEntity, "Photo unreadable"),
        [ProblemCode.PhotoTooLarge] = new(StatusCodes.Status413PayloadTooLarge, "Photo too large"),
        [ProblemCode.ExplanationWithheld] = new(StatusCodes.Status409Conflict, "Explanation withheld"),
        [ProblemCode.PhotosDisagree] = new(StatusCodes.Status422UnprocessableEntity, "Photos disagree"),
        [ProblemCode.PhotoMissing] = new(StatusCodes.Status400BadRequest, "Photo missing"),
        [ProblemCode.NotEnrolled] = new(StatusCodes.Status404NotFound, "Not enrolled"),
        [ProblemCode.AlreadyEnrolled] = new(StatusCodes.Status409Conflict, "Already enrolled"),
        [ProblemCode.EnrolmentUnderWay] = new(StatusCodes.Status409Conflict, "Enrolment under way"),
        [ProblemCode.OperationUnknown] = new(StatusCodes.Status404NotFound, "Operation unknown"),
        [ProblemCode.OperationReused] = new(StatusCodes.Status422UnprocessableEntity, "Operation reused"),
        [ProblemCode.NotRecognised] = new(StatusCodes.Status422UnprocessableEntity, "Not recognised"),
        [ProblemCode.RateAboveCeiling] = new(StatusCodes.Status422UnprocessableEntity, "Rate above the ceiling"),
        [ProblemCode.FailureToEnrol] = new(StatusCodes.Status422UnprocessableEntity, "Failure to enrol"),
        [ProblemCode.NothingToExclude] = new(StatusCodes.Status409Conflict, "Nothing to exclude"),
        [ProblemCode.ExclusionTooCostly] = new(StatusCodes.Status422UnprocessableEntity, "Exclusion too costly"),
        [ProblemCode.NothingToRollBack] = new(StatusCodes.Status409Conflict, "Nothing to roll back"),
        [ProblemCode.JobUnderWay] = new(StatusCodes.Status409Conflict, "Job under way"),
        [ProblemCode.EmbedderMismatch] = new(StatusCodes.Status409Conflict, "Embedder mismatch"),
        [ProblemCode.CohortMismatch] = new(StatusCodes.Status409Conflict, "Cohort mismatch"),
        [ProblemCode.LockedOut] = new(StatusCodes.Status429TooManyRequests, "Locked out"),
        [ProblemCode.Overloaded] = new(StatusCodes.Status503ServiceUnavailable, "Overloaded"),
        [ProblemCode.InvalidRequest] = new(StatusCodes.Status400BadRequest, "Invalid request"),
        [ProblemCode.Unauthenticated] = new(StatusCodes.Status401Unauthorized, "Unauthenticated"),
        [ProblemCode.NotFound] = new(StatusCodes.Status404NotFound, "Not found"),
        [ProblemCode.StorageUnavailable] = new(StatusCodes.Status503ServiceUnavailable, "Storage unavailable"),
        [ProblemCode.StateUnreadable] = new(StatusCodes.Status500InternalServerError, "State unreadable"),
        [ProblemCode.StateTampered] = new(StatusCodes.Status500InternalServerError, "State tampered with"),
        [ProblemCode.StateMisplaced] = new(StatusCodes.Status500InternalServerError, "State misplaced"),
        [ProblemCode.StateRolledBack] = new(StatusCodes.Status500InternalServerError, "State rolled back"),
        [ProblemCode.KeyMissing] = new(StatusCodes.Status500InternalServerError, "Master key missing"),
        [ProblemCode.KeyWrong] = new(StatusCodes.Status500InternalServerError, "Master key wrong"),
        [ProblemCode.KeyUnavailable] = new(StatusCodes.Status503ServiceUnavailable, "Master key unavailable"),
        [ProblemCode.AuditUnavailable] = new(StatusCodes.Status503ServiceUnavailable, "Audit unavailable"),
        [ProblemCode.AuditBroken] = new(StatusCodes.Status500InternalServerError, "Audit trail broken"),
        [ProblemCode.Forbidden] = new(StatusCodes.Status403Forbidden, "Forbidden"),
        [ProblemCode.Internal] = Unknown,
    };

    public bool MayBeTriedAgain => Status == StatusCodes.Status503ServiceUnavailable;

    public static ProblemKind Of(string code) => ByCode.GetValueOrDefault(code, Unknown);
}
