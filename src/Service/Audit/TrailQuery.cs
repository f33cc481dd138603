using Mote.Protocol;

namespace Mote.Service.Audit;

/// <summary>Which entries of the realm's audit trail; null asks for all.</summary>
/// <param name="Subject">Those about an enrolled person.</param>
/// <param name="Kind">Those of a kind.</param>
/// <param name="Outcome">Those that ended so.</param>
/// <param name="Door">Those of a door.</param>
public sealed record TrailQuery(string? Subject = null, AuditKind? Kind = null, AuditOutcome? Outcome = null, string? Door = null);
