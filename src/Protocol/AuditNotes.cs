namespace Mote.Protocol;

/// <summary>Heads of an audit trail that were noted elsewhere.</summary>
/// <param name="Since">Each <c>SEQUENCE:HASH</c> or <c>WRITER:SEQUENCE:HASH</c>.</param>
public sealed record AuditNotes(IReadOnlyList<string> Since);
