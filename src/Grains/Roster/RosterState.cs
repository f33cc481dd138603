namespace Mote.Grains.Roster;

/// <summary>One shard's entries: a subject, and whether its entry is settled (true) or an intent (false).</summary>
[GenerateSerializer, Alias("Mote.RosterState")]
internal sealed class RosterState
{
    /// <summary>Replaced as a whole by each change, never changed in place.</summary>
    [Id(0)]
    public Dictionary<string, bool> Entries { get; init; } = new(StringComparer.Ordinal);
}
