using Mote.Protocol;

namespace Mote.Client;

/// <summary>Which entries of the audit trail; what is null asks for all.</summary>
public sealed record AuditFilter
{
    /// <summary>Those about a person who is enrolled.</summary>
    public string? Subject { get; init; }

    /// <summary>Those of a kind.</summary>
    public AuditKind? Kind { get; init; }

    /// <summary>Those that ended so.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>Those of a door.</summary>
    public string? Door { get; init; }
}
