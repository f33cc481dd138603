using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Goes through a realm's chains together, from the newest entry to the oldest by their times; within a chain its order stands.</summary>
internal sealed class TrailReading(ChainReader[] readers)
{
    // Looking for few entries far back ends after so many segments a page.
    private const int MostSegments = 64;

    /// <summary>Goes to where a page before ended.</summary>
    public async Task GoTo(AuditPosition after, CancellationToken cancellationToken)
    {
        if (after.Writers is { } writers)
        {
            foreach (var reader in readers)
                reader.GoBehind(writers.GetValueOrDefault(reader.Writer));
        }

        if (after.Rank is not { } rank)
            return;
        if (readers is [var only])
            only.GoBehind(rank);
        while (readers.Sum(reader => reader.Position) >= rank && await Newest(cancellationToken) is { } newest)
            newest.Take();
    }

    /// <summary>At most so many entries that fit, with their writers.</summary>
    public async Task<List<(ChainedEvent Entry, string Writer)>> Take(int limit, Func<ChainedEvent, bool> fits, CancellationToken cancellationToken)
    {
        var before = readers.Sum(reader => reader.Reads);
        List<(ChainedEvent, string)> found = [];
        while (found.Count < limit && (readers.Sum(reader => reader.Reads) - before < MostSegments || !readers.Any(reader => reader.NeedsReading)))
        {
            if (await Newest(cancellationToken) is not { } newest)
                break;
            var entry = (await newest.Peek(cancellationToken))!;
            newest.Take();
            if (fits(entry))
                found.Add((entry, newest.Writer));
        }

        return found;
    }

    /// <summary>A page of what was found, with where the next one goes on.</summary>
    public AuditPage Page(IReadOnlyList<AuditEntry> entries) => Array.TrueForAll(readers, reader => reader.IsAtEnd)
        ? new AuditPage(entries, null)
        : new AuditPage(entries, readers.Sum(reader => reader.Position) + 1)
        {
            Cursor = readers.Length == 1 ? null : AuditPosition.CursorOf(readers.Select(reader => (reader.Writer, reader.Position + 1))),
        };

    private async Task<ChainReader?> Newest(CancellationToken cancellationToken)
    {
        var (newest, time) = ((ChainReader?)null, DateTimeOffset.MinValue);
        foreach (var reader in readers)
        {
            if (await reader.Peek(cancellationToken) is { } entry && (newest is null || entry.Time > time))
                (newest, time) = (reader, entry.Time);
        }

        return newest;
    }
}
