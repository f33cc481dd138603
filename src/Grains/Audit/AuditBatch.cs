namespace Mote.Grains.Audit;

/// <summary>
/// What was appended in one write: entries that are not yet in a segment. It lies in a slot, the next one behind the batch
/// before; a slot is used again once its entries are sealed.
/// </summary>
[GenerateSerializer, Immutable, Alias("Mote.AuditBatch")]
internal sealed record AuditBatch
{
    /// <summary>
    /// Slots a chain; with the next batch their entries are sealed. To make a slot costs SQLite six times what it costs to
    /// use it again, and to seal costs as much as the segment is long, so there are neither many nor few.
    /// </summary>
    public const int MostSlots = 64;

    /// <summary>Its entries, without a gap, at least one.</summary>
    [Id(0)]
    public ChainedEvent[] Entries { get; init; } = [];

    /// <summary>Its first entry.</summary>
    public long First => Entries[0].Sequence;

    /// <summary>Its last entry.</summary>
    public long Last => Entries[^1].Sequence;
}
