namespace Mote.Grains.Roster;

/// <summary>Which page holds which names: from its first name to before the next page's. Written only when pages come or go; a shard of one page has none.</summary>
/// <param name="Firsts">The first name that may be on each page, ascending; the first of all is empty.</param>
/// <param name="Pages">The pages' numbers.</param>
/// <param name="Next">The number that no page has had yet.</param>
[GenerateSerializer, Immutable, Alias("Mote.NameDirectory")]
internal sealed record NameDirectory(
    [property: Id(0)] string[] Firsts,
    [property: Id(1)] int[] Pages,
    [property: Id(2)] int Next)
{
    /// <summary>One page for all names.</summary>
    public static NameDirectory Single { get; } = new([""], [0], 1);

    /// <summary>Which of the pages a name belongs on.</summary>
    public int At(string name)
    {
        var at = Array.BinarySearch(Firsts, name, StringComparer.Ordinal);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>Where the names of a page end; null for the last.</summary>
    public string? EndOf(int at) => at + 1 < Firsts.Length ? Firsts[at + 1] : null;

    /// <summary>With new pages behind one.</summary>
    public NameDirectory With(int at, IReadOnlyList<string> firsts) => new(
        [.. Firsts[..(at + 1)], .. firsts, .. Firsts[(at + 1)..]],
        [.. Pages[..(at + 1)], .. Enumerable.Range(Next, firsts.Count), .. Pages[(at + 1)..]],
        Next + firsts.Count);

    /// <summary>Without a page, whose names belong on the one before from now on.</summary>
    public NameDirectory Without(int at) => this with { Firsts = [.. Firsts[..at], .. Firsts[(at + 1)..]], Pages = [.. Pages[..at], .. Pages[(at + 1)..]] };
}
