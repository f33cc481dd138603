namespace Mote.Recognition.Packs;

/// <summary>The bytes are not a whole cohort pack of a version this program reads.</summary>
public sealed class CohortPackException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CohortPackException()
        : this("The file is not a cohort pack.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public CohortPackException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public CohortPackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
