namespace Mote.Grains.Roster;

/// <summary>One shard's entries, by subject.</summary>
[GenerateSerializer, Alias("Mote.RosterState")]
internal sealed class RosterState
{
    /// <summary>Replaced as a whole by each change, never changed in place.</summary>
    [Id(0)]
    public Dictionary<string, RosterEntry> Entries { get; init; } = new(StringComparer.Ordinal);
}
