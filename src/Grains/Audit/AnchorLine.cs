using System.Globalization;

namespace Mote.Grains.Audit;

/// <summary>A line of the file in which silos note heads of trails outside of the store: time, realm, and what of it.</summary>
/// <param name="Time">When.</param>
/// <param name="Realm">The realm.</param>
/// <param name="Note">The head that its store had; null where somebody said that whatever was noted before counts no more.</param>
public sealed record AnchorLine(DateTimeOffset Time, string Realm, AuditNote? Note)
{
    private const string Accepted = "accepted";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Reads a line; null where it is none, as where a silo was killed in the middle of one.</summary>
    public static AnchorLine? Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Split(' ') is not [var when, { Length: > 0 } realm, var what]
            || !DateTimeOffset.TryParseExact(when, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return null;
        var note = AuditNote.Parse(what);
        return note is not null || what == Accepted ? new AnchorLine(time, realm, note) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture)} {Realm} {Note?.ToString() ?? Accepted}";
}
