using Mote.Protocol;

namespace Mote.Client;

/// <summary>The photo makes a model-template that misses the realm's bounds, so none was kept; <see cref="MoteClientException.Problem"/> says by how much and what to do.</summary>
public sealed class FailureToEnrolException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public FailureToEnrolException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public FailureToEnrolException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public FailureToEnrolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal FailureToEnrolException(Problem problem)
        : base(problem)
    {
    }
}
