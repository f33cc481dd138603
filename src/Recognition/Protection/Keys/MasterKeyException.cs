namespace Mote.Recognition.Protection.Keys;

/// <summary>Master keys cannot be reached, or what was found is none. The message says how to mend it and holds no key.</summary>
public sealed class MasterKeyException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MasterKeyException()
        : this("The master keys cannot be read.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public MasterKeyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public MasterKeyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
