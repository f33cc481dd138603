namespace Mote.Grains.Roster;

/// <summary>One shard's entries, by subject.</summary>
[GenerateSerializer, Alias("Mote.RosterState")]
internal sealed class RosterState
{
    /// <summary>Replaced as a whole by each change, never changed in place.</summary>
    [Id(0)]
    public Dictionary<string, RosterEntry> Entries { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Enrolments that failed by what they were given, by problem code. Numbers only: nobody who is not enrolled is named.</summary>
    [Id(1)]
    public Dictionary<string, int> Refusals { get; init; } = new(StringComparer.Ordinal);
}
