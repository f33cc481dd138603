using System.Globalization;

namespace Mote.Grains.Audit;

/// <summary>Where a page of the trail goes on, from the newest to the oldest.</summary>
public sealed record AuditPosition
{
    private const int MostWriters = 64;

    private AuditPosition(long? rank, IReadOnlyDictionary<string, long>? writers) => (Rank, Writers) = (rank, writers);

    /// <summary>So many entries, all chains together, are older than where it goes on, and one more: where there is one chain, the entry to go on behind. Null where the place is named by writer.</summary>
    internal long? Rank { get; }

    /// <summary>Each writer's entry to go on behind; a writer that is not named came later.</summary>
    internal IReadOnlyDictionary<string, long>? Writers { get; }

    /// <summary>Behind a rank.</summary>
    public static AuditPosition Behind(long rank) => new(rank, null);

    /// <summary>Reads <see cref="Protocol.AuditPage.Next"/> or <see cref="Protocol.AuditPage.Cursor"/>; null if it is neither.</summary>
    public static AuditPosition? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Number(text) is { } rank)
            return new AuditPosition(rank, null);
        Dictionary<string, long> writers = new(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
        {
            if (part.Split(':') is not [{ Length: > 0 } writer, var place] || Number(place) is not { } entry || !writers.TryAdd(writer, entry) || writers.Count > MostWriters)
                return null;
        }

        return new AuditPosition(null, writers);
    }

    /// <summary>The same place by writer.</summary>
    internal static string CursorOf(IEnumerable<(string Writer, long Behind)> places) =>
        string.Join(',', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Writer}:{place.Behind}")));

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
