using Mote.Protocol;

namespace Mote.Client;

/// <summary>The face was not excluded: it is not accepted anyway, or excluding it would cost the person too much. Nothing was changed.</summary>
public sealed class ExclusionRefusedException : MoteClientException
{
    /// <summary>Creates the exception.</summary>
    public ExclusionRefusedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public ExclusionRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ExclusionRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal ExclusionRefusedException(Problem problem)
        : base(problem)
    {
    }
}
