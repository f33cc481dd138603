using Orleans.Storage;

namespace Mote.Storage;

/// <summary>A write or a clear was sent and no answer came: the record is the old one or the new one, whole either way, and its ETag is not known.</summary>
/// <remarks>
/// The grain must deactivate and be read again. This is an <see cref="InconsistentStateException"/> so that Orleans
/// does so by itself when the exception leaves the grain; a grain that catches it must call DeactivateOnIdle.
/// </remarks>
[GenerateSerializer]
[Alias("Mote.Storage.WriteOutcomeUnknownException")]
public sealed class WriteOutcomeUnknownException : InconsistentStateException
{
    /// <summary>A failure without details.</summary>
    public WriteOutcomeUnknownException()
        : this("The outcome of a write is not known.")
    {
    }

    /// <summary>A failure in words.</summary>
    /// <param name="message">What was under way.</param>
    public WriteOutcomeUnknownException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words with its cause.</summary>
    /// <param name="message">What was under way.</param>
    /// <param name="innerException">The time limit, cancellation or broken connection.</param>
    public WriteOutcomeUnknownException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
