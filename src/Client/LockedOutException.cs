using Mote.Protocol;

namespace Mote.Client;

/// <summary>Too many photos in a row did not match this person, so none is compared for a while, at this door or at all. Not tried again by itself.</summary>
public sealed class LockedOutException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public LockedOutException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public LockedOutException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LockedOutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal LockedOutException(Problem problem)
        : base(problem) => (RetryAfter, Lock) = (TimeSpan.FromSeconds(problem.RetryAfterSeconds ?? 0), problem.Lock);

    /// <summary>How long none is compared.</summary>
    public TimeSpan RetryAfter { get; }

    /// <summary>Which lock it is, at the door that asked or everywhere; null where the service does not say.</summary>
    public IdentityLock? Lock { get; }
}
