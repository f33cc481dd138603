namespace Mote.Evaluation.Protocol;

/// <summary>The files given are no evaluation set; the message says what is wrong and how to mend it.</summary>
public sealed class EvaluationSetException : Exception
{
    /// <summary>Creates the exception.</summary>
    public EvaluationSetException()
        : this("The files are no evaluation set.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public EvaluationSetException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public EvaluationSetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
