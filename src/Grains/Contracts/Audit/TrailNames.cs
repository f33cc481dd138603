using Mote.Protocol;

namespace Mote.Grains.Contracts.Audit;

/// <summary>What is stored and what goes over the wire are the same by name; a number says nothing.</summary>
public static class TrailNames
{
    /// <summary>The wire's name for a stored kind.</summary>
    public static AuditKind OnWire(this TrailKind kind) => Enum.Parse<AuditKind>(Enum.GetName(kind)!);

    /// <summary>The wire's name for a stored outcome.</summary>
    public static AuditOutcome OnWire(this TrailOutcome outcome) => Enum.Parse<AuditOutcome>(Enum.GetName(outcome)!);

    /// <summary>How a kind of the wire is stored.</summary>
    public static TrailKind Stored(this AuditKind kind) => Enum.Parse<TrailKind>(Enum.GetName(kind)!);

    /// <summary>How an outcome of the wire is stored.</summary>
    public static TrailOutcome Stored(this AuditOutcome outcome) => Enum.Parse<TrailOutcome>(Enum.GetName(outcome)!);
}
