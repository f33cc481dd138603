namespace Mote.Storage.Envelopes;

/// <summary>The stored bytes are not a whole record of a version this program reads.</summary>
public sealed class StateEnvelopeException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StateEnvelopeException()
        : this("The stored record cannot be read.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public StateEnvelopeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public StateEnvelopeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
