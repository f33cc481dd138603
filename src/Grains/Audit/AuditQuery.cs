using Mote.Grains.Contracts.Audit;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Which entries of a realm's trail; null asks for all.</summary>
/// <param name="Subject">Those about an enrolled person.</param>
/// <param name="Kind">Those of a kind.</param>
/// <param name="Outcome">Those that ended so.</param>
/// <param name="Door">Those of a door.</param>
public sealed record AuditQuery(string? Subject, AuditKind? Kind, AuditOutcome? Outcome, string? Door)
{
    /// <summary>Whether an entry is one of them.</summary>
    internal bool Fits(AuditEvent happened, Guid? person) =>
        (person is null || happened.Person == person)
        && (Kind is null || happened.Kind == Kind.Value.Stored())
        && (Outcome is null || happened.Outcome == Outcome.Value.Stored())
        && (Door is null || string.Equals(happened.Door, Door, StringComparison.Ordinal));
}
