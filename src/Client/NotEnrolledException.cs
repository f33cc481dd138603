using Mote.Protocol;

namespace Mote.Client;

/// <summary>Nobody of that name is enrolled.</summary>
public sealed class NotEnrolledException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public NotEnrolledException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public NotEnrolledException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public NotEnrolledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal NotEnrolledException(Problem problem)
        : base(problem)
    {
    }
}
