namespace Mote.Storage.Envelopes;

/// <summary>A stored record was refused. Nothing of it was applied: the grain's state is what it was before the read.</summary>
[GenerateSerializer]
[Alias("Mote.Storage.StateEnvelopeException")]
public sealed class StateEnvelopeException : Exception
{
    /// <summary>A refusal without details.</summary>
    public StateEnvelopeException()
        : this("A stored record is damaged.")
    {
    }

    /// <summary>A refusal in words.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public StateEnvelopeException(string message)
        : base(message) => Fault = EnvelopeFault.Damaged;

    /// <summary>A refusal in words with its cause.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public StateEnvelopeException(string message, Exception? innerException)
        : base(message, innerException) => Fault = EnvelopeFault.Damaged;

    /// <summary>A refusal.</summary>
    /// <param name="fault">What is wrong, for programs.</param>
    /// <param name="message">What is wrong and what to do, for people.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public StateEnvelopeException(EnvelopeFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    /// <summary>What is wrong.</summary>
    [Id(0)]
    public EnvelopeFault Fault { get; private set; }
}
