using Mote.Protocol;

namespace Mote.Client;

/// <summary>No model-template of before is kept that could be brought back: none was replaced, its time is over, or it was brought back already. Nothing was changed.</summary>
public sealed class NothingToRollBackException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public NothingToRollBackException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public NothingToRollBackException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public NothingToRollBackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal NothingToRollBackException(Problem problem)
        : base(problem)
    {
    }
}
