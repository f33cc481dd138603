using Mote.Protocol;

namespace Mote.Client;

/// <summary>The service does not know the API key.</summary>
public sealed class UnauthenticatedException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public UnauthenticatedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public UnauthenticatedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public UnauthenticatedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal UnauthenticatedException(Problem problem)
        : base(problem)
    {
    }
}
