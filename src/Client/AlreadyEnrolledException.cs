using Mote.Protocol;

namespace Mote.Client;

/// <summary>Somebody of that name is enrolled already, or an enrolment is under way.</summary>
public sealed class AlreadyEnrolledException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public AlreadyEnrolledException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public AlreadyEnrolledException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public AlreadyEnrolledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal AlreadyEnrolledException(Problem problem)
        : base(problem)
    {
    }
}
