namespace Mote.Recognition.Cohorts;

/// <summary>The people given do not make a cohort.</summary>
public sealed class CohortException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CohortException()
        : this("The people do not make a cohort.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing or wrong, and what to do about it.</param>
    public CohortException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing or wrong, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public CohortException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
