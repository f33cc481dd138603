namespace Mote.Protocol;

/// <summary>Whether a head of an audit trail that was noted elsewhere is in it.</summary>
/// <param name="Note">What was noted, <c>SEQUENCE:HASH</c> or <c>WRITER:SEQUENCE:HASH</c>.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">What is missing; null where it is there.</param>
public sealed record AuditNoteCheck(string Note, AuditNoteState State, string? Reason);
