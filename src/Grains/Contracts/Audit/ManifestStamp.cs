namespace Mote.Grains.Contracts.Audit;

/// <summary>The state that a change brings one shard of a realm's manifest to, as the audit trail notes it.</summary>
/// <param name="Shard">The shard's number.</param>
/// <param name="Counter">Changes of the shard so far, this one included.</param>
/// <param name="Hash">Keyed hash of the counter and of every row of the shard.</param>
[GenerateSerializer, Immutable, Alias("Mote.ManifestStamp")]
public sealed record ManifestStamp([property: Id(0)] int Shard, [property: Id(1)] long Counter, [property: Id(2)] byte[] Hash)
{
    /// <summary>Whether another is of this very state.</summary>
    public bool IsThat(ManifestStamp? other) => other is not null && other.Shard == Shard && other.Counter == Counter && other.Hash.AsSpan().SequenceEqual(Hash);
}
