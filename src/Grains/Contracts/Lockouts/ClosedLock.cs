
namespace Mote.Grains.Contracts.Lockouts;

/// <summary>A lock that too many consecutive non-matches have closed.</summary>
/// <param name="Entrance">The door at which it is; null for all.</param>
/// <param name="Until">When it ends.</param>
[GenerateSerializer, Immutable, Alias("Mote.ClosedLock")]
public sealed record ClosedLock([property: Id(0)] Entrance? Entrance, [property: Id(1)] DateTimeOffset Until);
