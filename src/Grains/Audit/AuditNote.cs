using System.Globalization;
using Mote.Grains.Contracts.Audit;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>A head of a chain, as it is noted elsewhere: <c>WRITER:SEQUENCE:HASH</c>, or without a writer for the realm's first chain.</summary>
/// <param name="Writer">The writer; null for the realm's first chain.</param>
/// <param name="Sequence">The entry.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditNote(string? Writer, long Sequence, ReadOnlyMemory<byte> Hash)
{
    private const int HashLength = 64;

    /// <summary>Reads what <see cref="ToString"/> gave; null if it is none.</summary>
    public static AuditNote? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        return parts is [.., var sequence, { Length: HashLength } hash] and ({ Length: 2 } or [{ Length: > 0 }, _, _])
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && hash.All(char.IsAsciiHexDigit)
            ? new AuditNote(parts.Length == 3 ? parts[0] : null, number, Convert.FromHexString(hash))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Writer is null ? "" : $"{Writer}:")}{Sequence}:{Convert.ToHexStringLower(Hash.Span)}");

    /// <summary>What became of it in a chain.</summary>
    /// <param name="tail">The ends of the chain.</param>
    /// <param name="hashes">The hash of its entry, if that was reached.</param>
    internal AuditNoteCheck Against(AuditTail tail, IReadOnlyDictionary<long, byte[]> hashes)
    {
        if (Sequence < tail.Dropped)
            return Found(AuditNoteState.Dropped, $"Entry {Sequence} was dropped by age; entries from {tail.Dropped + 1} on are kept, and nothing can be shown of older ones.");
        if (Sequence > tail.Last)
            return Found(AuditNoteState.Missing, $"Entry {Sequence} was noted, and the chain ends at {tail.Last}: what was written from {tail.Last + 1} on is gone.");
        if ((Sequence == tail.Dropped ? tail.StartHash : hashes.GetValueOrDefault(Sequence)) is not { } hash)
            return Found(AuditNoteState.Missing, $"Entry {Sequence} was noted, and is not there.");
        return hash.AsSpan().SequenceEqual(Hash.Span)
            ? Found(AuditNoteState.Held, null)
            : Found(AuditNoteState.Another, $"Entry {Sequence} is another than was noted: the chain was put back to before it and written on, or is none of this realm's.");
    }

    /// <summary>What became of it where there is no such chain.</summary>
    internal AuditNoteCheck AgainstNothing() => Found(
        AuditNoteState.Missing,
        Writer is null ? $"Entry {Sequence} was noted, and there is no trail: all of it is gone." : $"Entry {Sequence} of '{Writer}' was noted, and there is no chain of that writer: all of it is gone.");

    private AuditNoteCheck Found(AuditNoteState state, string? reason) => new(ToString(), state, reason);
}
