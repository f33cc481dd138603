using Mote.Protocol;

namespace Mote.Client;

/// <summary>The service is overloaded, its store does not answer, or it cannot be reached: try again later.</summary>
public sealed class ServiceUnavailableException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public ServiceUnavailableException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public ServiceUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ServiceUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal ServiceUnavailableException(Problem problem)
        : base(problem)
    {
    }
}
