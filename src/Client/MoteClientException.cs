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

    /// <summary>What it has in common with others, by <see cref="ProblemTypes"/>, or for a code of a later version by its status; null if the service did not answer.</summary>
    public ProblemKind? Kind => Problem is null ? null : Problem.KnownType.Kind;

    internal static MoteClientException Of(Problem problem) => problem.KnownType.Kind switch
    {
        ProblemKind.Photo => new PhotoRefusedException(problem),
        ProblemKind.NotEnrolled => new NotEnrolledException(problem),
        ProblemKind.AlreadyEnrolled => new AlreadyEnrolledException(problem),
        ProblemKind.FailureToEnrol => new FailureToEnrolException(problem),
        ProblemKind.NotRecognised => new NotRecognisedException(problem),
        ProblemKind.Exclusion => new ExclusionRefusedException(problem),
        ProblemKind.NothingToRollBack => new NothingToRollBackException(problem),
        ProblemKind.LockedOut => new LockedOutException(problem),
        ProblemKind.Unauthenticated => new UnauthenticatedException(problem),
        ProblemKind.Busy or ProblemKind.Unavailable => new ServiceUnavailableException(problem),
        _ => new MoteClientException(problem),
    };
}
