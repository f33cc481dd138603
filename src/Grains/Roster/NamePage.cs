namespace Mote.Grains.Roster;

/// <summary>Some neighbouring names of a shard, in ordinal order, each with the number that stands for the person in the audit trail.</summary>
/// <param name="Names">The names.</param>
/// <param name="People">The numbers, in the same order.</param>
[GenerateSerializer, Immutable, Alias("Mote.NamePage")]
internal sealed record NamePage(
    [property: Id(0)] string[] Names,
    [property: Id(1)] Guid[] People)
{
    /// <summary>At most so many names a page: as a page is written anew with each of its names, few; as each is read alone, not too few.</summary>
    public const int Capacity = 32;

    /// <summary>No name.</summary>
    public static NamePage Empty { get; } = new([], []);

    /// <summary>With a name, or with another number for it.</summary>
    public NamePage With(string name, Guid person)
    {
        var at = Array.BinarySearch(Names, name, StringComparer.Ordinal);
        return at >= 0
            ? this with { People = [.. People[..at], person, .. People[(at + 1)..]] }
            : new NamePage([.. Names[..~at], name, .. Names[~at..]], [.. People[..~at], person, .. People[~at..]]);
    }

    /// <summary>Without a name.</summary>
    public NamePage Without(string name)
    {
        var at = Array.BinarySearch(Names, name, StringComparer.Ordinal);
        return at < 0 ? this : new NamePage([.. Names[..at], .. Names[(at + 1)..]], [.. People[..at], .. People[(at + 1)..]]);
    }

    /// <summary>Whether it has just this number for a name.</summary>
    public bool Has(string name, Guid person) => Array.BinarySearch(Names, name, StringComparer.Ordinal) is >= 0 and var at && People[at] == person;

    /// <summary>Those of its names that lie in a range.</summary>
    /// <param name="from">The first that may.</param>
    /// <param name="to">The first that may not; null for no end.</param>
    public NamePage Within(string from, string? to)
    {
        var (first, end) = (At(from), to is null ? Names.Length : At(to));
        return first == 0 && end == Names.Length ? this : new NamePage(Names[first..end], People[first..end]);
    }

    /// <summary>The place of a name, or where it would be.</summary>
    public int At(string name) => Array.BinarySearch(Names, name, StringComparer.Ordinal) is >= 0 and var at ? at : ~Array.BinarySearch(Names, name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(NamePage? other) => other is not null && Names.AsSpan().SequenceEqual(other.Names) && People.AsSpan().SequenceEqual(other.People);

    /// <inheritdoc/>
    public override int GetHashCode() => Names.Length;
}
