using Mote.Protocol;

namespace Mote.Client;

/// <summary>The photo was refused: no face, several, low quality, unreadable, too large or missing, or several photos of different people; <see cref="MoteClientException.Problem"/> names the value and the bound.</summary>
public sealed class PhotoRefusedException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public PhotoRefusedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public PhotoRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public PhotoRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal PhotoRefusedException(Problem problem)
        : base(problem)
    {
    }
}
