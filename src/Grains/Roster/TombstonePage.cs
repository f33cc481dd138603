namespace Mote.Grains.Roster;

/// <summary>Where some of a shard's tombstones lie, in the order of their numbers: without a name to find them by, they could not be read otherwise. One that was never set, or whose person was enrolled anew since, stays in it.</summary>
/// <param name="Rows">The addresses of their rows; empty ones where an erasure came to nothing.</param>
[GenerateSerializer, Immutable, Alias("Mote.TombstonePage")]
internal sealed record TombstonePage([property: Id(0)] Guid[] Rows)
{
    /// <summary>Addresses a page. Part of the stored format: the page follows from the number.</summary>
    public const int Capacity = 32;

    /// <summary>The page of a tombstone.</summary>
    public static long NumberOf(long tombstone) => tombstone / Capacity;

    /// <summary>With a tombstone's address.</summary>
    public TombstonePage With(long tombstone, Guid address)
    {
        var at = (int)(tombstone % Capacity);
        var rows = new Guid[Math.Max(Rows.Length, at + 1)];
        Rows.CopyTo(rows, 0);
        rows[at] = address;
        return new TombstonePage(rows);
    }

    /// <summary>Whether it has a tombstone's address already.</summary>
    public bool Has(long tombstone, Guid address) => Rows.ElementAtOrDefault((int)(tombstone % Capacity)) == address;
}
