namespace Mote.Storage;

/// <summary>The store could not be reached or refused, and nothing was changed in it.</summary>
/// <remarks>The grain's ETag is still good: the grain may go on answering from the state it had and may try again.</remarks>
[GenerateSerializer]
[Alias("Mote.Storage.StorageUnavailableException")]
public sealed class StorageUnavailableException : Exception
{
    /// <summary>A failure without details.</summary>
    public StorageUnavailableException()
        : this("The state store is not available.")
    {
    }

    /// <summary>A failure in words.</summary>
    /// <param name="message">What failed and how to mend it.</param>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words with its cause.</summary>
    /// <param name="message">What failed and how to mend it.</param>
    /// <param name="innerException">The store's own error.</param>
    public StorageUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
