using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Roster;

/// <summary>What the audit trail is to say of a change. The shard's head holds it from before the change is made until the trail has it.</summary>
/// <param name="Counter">The shard's counter with the change.</param>
/// <param name="At">When the change was announced.</param>
/// <param name="Event">What is said, the state of the manifest aside.</param>
/// <param name="Hash">The hash of that state.</param>
[GenerateSerializer, Immutable, Alias("Mote.OwedEntry")]
internal sealed record OwedEntry(
    [property: Id(0)] long Counter,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] AuditEvent Event,
    [property: Id(3)] byte[] Hash)
{
    /// <summary>Whether the change is known to have come about.</summary>
    [Id(4)]
    public bool IsDue { get; init; }

    /// <summary>The whole entry.</summary>
    /// <param name="shard">The shard.</param>
    public AuditEvent Of(ShardKey shard) => Event with { Manifest = new ManifestStamp(shard.Shard, Counter, Hash), HappenedAt = At };
}
