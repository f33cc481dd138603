namespace Mote.Protocol;

/// <summary>Whether one writer's chain of an audit trail is whole.</summary>
/// <param name="Writer">Whose it is, such as a silo's.</param>
/// <param name="IsWhole">Whether it was recomputed and fits.</param>
/// <param name="First">The first entry that is kept.</param>
/// <param name="Last">The last entry; 0 where there is none.</param>
/// <param name="Hash">The hash of the last entry, hexadecimal.</param>
/// <param name="Note">What to note elsewhere, <c>WRITER:SEQUENCE:HASH</c>, and to ask for in a later check; null where there is no entry.</param>
/// <param name="BrokenAt">The first entry that is missing, was changed, or does not follow; null where it is whole.</param>
/// <param name="Reason">What is wrong there; null where it is whole.</param>
public sealed record AuditChainCheck(string Writer, bool IsWhole, long First, long Last, string Hash, string? Note, long? BrokenAt, string? Reason);
