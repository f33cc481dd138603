using Mote.Protocol;

namespace Mote.Client;

/// <summary>
/// A call that the service refused or did not answer. Its message says what was wrong and what to do about it, and holds
/// no secret, image or embedding.
/// </summary>
public class MoteClientException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MoteClientException()
        : this("The service did not do what it was asked.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public MoteClientException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public MoteClientException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal MoteClientException(Problem problem)
        : base(problem.Detail) => Problem = problem;

    /// <summary>What the service answered; null if it did not answer.</summary>
    public Problem? Problem { get; }

    /// <summary>One of <see cref="ProblemCode"/>; empty if the service did not answer.</summary>
    public string Code => Problem?.Code ?? "";

    internal static MoteClientException Of(Problem problem) => problem.Code switch
    {
        ProblemCode.NoFace or ProblemCode.SeveralFaces or ProblemCode.LowQuality or ProblemCode.PhotoUnreadable or ProblemCode.PhotoTooLarge or ProblemCode.PhotoMissing or ProblemCode.PhotosDisagree
            => new PhotoRefusedException(problem),
        ProblemCode.NotEnrolled => new NotEnrolledException(problem),
        ProblemCode.AlreadyEnrolled or ProblemCode.EnrolmentUnderWay => new AlreadyEnrolledException(problem),
        ProblemCode.FailureToEnrol => new FailureToEnrolException(problem),
        ProblemCode.NotRecognised => new NotRecognisedException(problem),
        ProblemCode.NothingToExclude or ProblemCode.ExclusionTooCostly => new ExclusionRefusedException(problem),
        ProblemCode.NothingToRollBack => new NothingToRollBackException(problem),
        ProblemCode.LockedOut => new LockedOutException(problem),
        ProblemCode.Unauthenticated => new UnauthenticatedException(problem),
        ProblemCode.AuditUnavailable or ProblemCode.Overloaded or ProblemCode.StorageUnavailable or ProblemCode.KeyUnavailable => new ServiceUnavailableException(problem),
        _ => new MoteClientException(problem),
    };
}
