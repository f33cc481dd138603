namespace Mote.Grains.Roster;

/// <summary>A change of one row that the shard's head announces: it is durable before the identity's record is written, and stays announced until the row is.</summary>
/// <param name="Subject">Whose row it is.</param>
/// <param name="Next">The whole row that it leads to.</param>
/// <param name="Before">The mark of the row that was there when it was announced; of no element where there was none.</param>
[GenerateSerializer, Immutable, Alias("Mote.PendingChange")]
internal sealed record PendingChange(
    [property: Id(0)] string Subject,
    [property: Id(1)] ManifestRow Next,
    [property: Id(2)] byte[] Before)
{
    /// <summary>The shard's counter with it; 0 where it was not kept yet.</summary>
    [Id(3)]
    public long Counter { get; init; }
}
