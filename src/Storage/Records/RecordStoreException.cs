namespace Mote.Storage.Records;

/// <summary>
/// The store did not do what it was asked. After a write nobody knows whether it took place: the grain must end its
/// activation, and the next one reads what is there.
/// </summary>
public sealed class RecordStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RecordStoreException()
        : this("The store did not answer.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public RecordStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public RecordStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
