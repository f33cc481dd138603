namespace Mote.Grains.Contracts.Audit;

/// <summary>Where a chain begins, and where it ends or is sealed up to.</summary>
/// <param name="Dropped">The last entry that was dropped by age; 0 for none.</param>
/// <param name="StartHash">Its hash, which the chain goes on from.</param>
/// <param name="Last">The last entry; 0 for none.</param>
/// <param name="Hash">Its hash.</param>
[GenerateSerializer, Immutable, Alias("Mote.AuditTail")]
public sealed record AuditTail(
    [property: Id(0)] long Dropped,
    [property: Id(1)] byte[] StartHash,
    [property: Id(2)] long Last,
    [property: Id(3)] byte[] Hash);
