namespace Mote.Histories.Runs;

/// <summary>What came of a run.</summary>
public sealed class TrialResult
{
    /// <summary>What cannot have been, in words; and what was not to be found out.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>How many operations there were.</summary>
    public int Operations { get; set; }

    /// <summary>How many of those changed something and were acknowledged.</summary>
    public int Acknowledged { get; set; }

    /// <summary>How many of unknown outcome.</summary>
    public int Unknown { get; set; }

    /// <summary>How many answers were that somebody is locked.</summary>
    public int Locked { get; set; }

    /// <summary>How many faults there were, by name.</summary>
    public SortedDictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The longest time for which the door waited for a decision, of all rounds.</summary>
    public TimeSpan LongestWait { get; set; }

    /// <summary>How often a silo ended by itself, since others had declared it dead, and was started again.</summary>
    public int EndedByThemselves { get; set; }
}
