using Mote.Histories.People;

namespace Mote.Histories.Runs;

/// <summary>All that was amiss in a run, and what it excuses: what the documents state and no more.</summary>
/// <param name="decides">For how long a silo that is cut off may decide.</param>
public sealed class Troubles(TimeSpan decides)
{
    private readonly List<Trouble> _all = [];

    /// <summary>Adds one.</summary>
    public void Add(Trouble trouble) => _all.Add(trouble);

    /// <summary>Whether nothing was amiss from one moment to another.</summary>
    public bool IsWhole(TimeSpan from, TimeSpan to) => !_all.Any(trouble => trouble.Began <= to && trouble.Recovered >= from);

    /// <summary>An operation with what excuses its answer.</summary>
    public Operation Excused(Operation operation)
    {
        var to = operation.Completed ?? TimeSpan.MaxValue;
        return operation with
        {
            // Decisions alone: whatever changes something counts once the silo is known to be of the cluster behind it.
            MayBeOlderBy = operation.Deed == Deed.Verify && _all.Any(trouble => trouble.CutsOff && trouble.Began <= to && trouble.Mended >= operation.Invoked - decides) ? decides : TimeSpan.Zero,
            IsStoreTroubled = !IsWhole(operation.Invoked, to),
        };
    }
}
