namespace Mote.Grains.Contracts.Sessions;

/// <summary>A session that somebody signed out of: whoever has its cookie is not signed in any more.</summary>
/// <param name="Id">Which.</param>
/// <param name="Until">When it would have been over by itself, and is forgotten.</param>
[GenerateSerializer, Immutable, Alias("Mote.EndedSession")]
public sealed record EndedSession([property: Id(0)] Guid Id, [property: Id(1)] DateTimeOffset Until);
