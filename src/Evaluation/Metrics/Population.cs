namespace Mote.Evaluation.Metrics;

/// <summary>The people of an evaluation and their attribute groups. Immutable and thread-safe.</summary>
public sealed class Population
{
    private readonly int[] _groups;

    /// <summary>Numbers people and groups.</summary>
    /// <param name="groups">The group of each person; the names are numbered in ordinal order.</param>
    public Population(IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        string[] names = [.. groups.Distinct().Order(StringComparer.Ordinal)];
        Groups = names;
        _groups = [.. groups.Select(group => Array.IndexOf(names, group))];
    }

    /// <summary>People.</summary>
    public int Count => _groups.Length;

    /// <summary>The names of the groups, in ordinal order.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The group of a person, an index into <see cref="Groups"/>.</summary>
    public int GroupOf(int person) => _groups[person];
}
