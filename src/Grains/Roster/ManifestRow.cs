using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Roster;

/// <summary>What the manifest holds of one person, in a state of its own: the line of the record, or the tombstone of one that was erased. Its place says whose it is.</summary>
[GenerateSerializer, Immutable, Alias("Mote.ManifestRow")]
internal sealed record ManifestRow
{
    /// <summary>The record that the person has; null for a tombstone.</summary>
    [Id(0)]
    public ManifestLine? Line { get; init; }

    /// <summary>What an erasure left; null where somebody is enrolled.</summary>
    [Id(1)]
    public Tombstone? Tombstone { get; init; }

    /// <summary>The row of a record.</summary>
    public static ManifestRow Of(ManifestLine line) => new() { Line = line };

    /// <summary>The highest revision that anything under this name had.</summary>
    public long Revision => Line?.Revision ?? Tombstone?.Revision ?? 0;
}
