namespace Mote.Grains.Roster;

/// <summary>Something in a shard that is not as it was written.</summary>
/// <param name="Code">One of <see cref="Protocol.ProblemCode"/>.</param>
/// <param name="Reason">What it is and what to do about it.</param>
/// <param name="Subject">Whom it concerns; null for nobody in particular.</param>
internal sealed record ShardFault(string Code, string Reason, string? Subject = null);
