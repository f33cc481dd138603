namespace Mote.Grains.Roster;

/// <summary>
/// What an erasure leaves: no name, no key, no digest, nothing of the person. Kept for as long as its shard, or until
/// somebody of that name is enrolled anew, so that whatever arrives late of the one who was erased is known as late.
/// </summary>
/// <param name="Number">Its place among the shard's tombstones, by which they are found without a name.</param>
/// <param name="Revision">The last revision that the erased record, or an attempt at one, had: a record or copy of this or before is one of the erased person.</param>
/// <param name="Operations">The operations that the record remembered, as <see cref="ManifestSecret.Hide"/> hides them.</param>
[GenerateSerializer, Immutable, Alias("Mote.Tombstone")]
internal sealed record Tombstone(
    [property: Id(0)] long Number,
    [property: Id(1)] long Revision,
    [property: Id(2)] Guid[] Operations);
