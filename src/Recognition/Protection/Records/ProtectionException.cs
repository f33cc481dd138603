namespace Mote.Recognition.Protection.Records;

/// <summary>A protected record is refused; <see cref="Fault"/> says by which rule, and the message how to mend it.</summary>
public sealed class ProtectionException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ProtectionException()
        : this("The record cannot be opened.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public ProtectionException(string message)
        : this(ProtectionFault.Tampered, message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ProtectionException(string message, Exception innerException)
        : base(message, innerException) => Fault = ProtectionFault.Tampered;

    /// <summary>Creates the exception.</summary>
    /// <param name="fault">The rule.</param>
    /// <param name="message">What was wrong and what to do about it.</param>
    public ProtectionException(ProtectionFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>The rule that refused it.</summary>
    public ProtectionFault Fault { get; }
}
