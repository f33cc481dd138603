namespace Mote.Recognition.Certification;

/// <summary>The bytes are not a whole certificate of a version this program reads.</summary>
public sealed class CertificateFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CertificateFormatException()
        : this("The bytes are not a certificate.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public CertificateFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public CertificateFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
