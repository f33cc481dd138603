namespace Mote.Abstractions.Roster;

/// <summary>What a shard of a realm's manifest was after a change, to be noted in the audit trail beside it: a shard that is put back is another than was noted.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Counter">Its changes so far.</param>
/// <param name="Hash">The keyed hash of its rows.</param>
[GenerateSerializer, Immutable, Alias("Mote.ManifestStamp")]
public sealed record ManifestStamp([property: Id(0)] int Shard, [property: Id(1)] long Counter, [property: Id(2)] byte[] Hash);
