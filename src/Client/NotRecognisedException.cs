using Mote.Protocol;

namespace Mote.Client;

/// <summary>
/// The enrolled network does not take the photos of a re-enrolment for this person's, so it was not replaced and goes on
/// answering; the attempt counts as a non-match. Send others, or set <see cref="EnrolmentSettings.Force"/> where you know by
/// other means who it is.
/// </summary>
public sealed class NotRecognisedException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public NotRecognisedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public NotRecognisedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public NotRecognisedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal NotRecognisedException(Problem problem)
        : base(problem)
    {
    }
}
