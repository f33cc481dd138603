using Mote.Grains.Contracts.Lockouts;
using Mote.Protocol;

namespace Mote.Grains.Contracts.Errors;

/// <summary>
/// A refusal that the caller can act on, the only exception that grains throw on purpose. Its message holds no
/// secret, image or embedding.
/// </summary>
[GenerateSerializer, Alias("Mote.Error")]
public sealed class MoteException : Exception
{
    /// <summary>Creates a refusal.</summary>
    /// <param name="code">One of <see cref="ProblemCode"/>.</param>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="measured">The value that was refused, where there is one.</param>
    /// <param name="bound">The bound it was measured against.</param>
    public MoteException(string code, string message, double? measured = null, double? bound = null)
        : base(message)
    {
        Code = code;
        Measured = measured;
        Bound = bound;
    }

    /// <summary>Creates a refusal of an unnamed kind.</summary>
    public MoteException()
        : this(ProblemCode.Internal, "The service failed.")
    {
    }

    /// <summary>Creates a refusal of an unnamed kind.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public MoteException(string message)
        : this(ProblemCode.Internal, message)
    {
    }

    /// <summary>Creates a refusal of an unnamed kind.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause; it stays on this machine's side of the contract.</param>
    public MoteException(string message, Exception innerException)
        : base(message, innerException) => Code = ProblemCode.Internal;

    /// <summary>One of <see cref="ProblemCode"/>.</summary>
    [Id(0)]
    public string Code { get; }

    /// <summary>What it has in common with others, by <see cref="ProblemTypes"/>.</summary>
    public ProblemKind Kind => ProblemTypes.Of(Code).Kind;

    /// <summary>The value that was refused, where there is one.</summary>
    [Id(1)]
    public double? Measured { get; }

    /// <summary>The bound it was measured against.</summary>
    [Id(2)]
    public double? Bound { get; }

    /// <summary>How long it is not worth trying again, where that is known.</summary>
    [Id(3)]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For <see cref="ProblemCode.LockedOut"/>, which lock it is; null for everything else.</summary>
    [Id(10)]
    public ClosedLock? Lock { get; init; }
}
