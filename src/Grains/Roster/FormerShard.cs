using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Roster;

/// <summary>A shard as it was when all of it was one record, seen as it will be: the head, rows and names that its first change writes.</summary>
internal sealed class FormerShard
{
    /// <summary>Sees a record.</summary>
    /// <param name="head">A head with a secret, whatever else it says.</param>
    /// <param name="state">The record.</param>
    /// <param name="masterKeyVersion">The master key that the record is sealed under.</param>
    public FormerShard(ManifestHead head, RosterState state, int masterKeyVersion)
    {
        Rows = state.Entries.Where(IsRow).ToDictionary(entry => entry.Key, entry => ManifestRow.Of(entry.Value.Lines[0]), StringComparer.Ordinal);
        Names = [.. Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => (row.Key, row.Value.Line!.Person))];
        MasterKeyVersion = masterKeyVersion;
        Head = HeadOver(head, state);
    }

    /// <summary>The rows, by subject.</summary>
    public IReadOnlyDictionary<string, ManifestRow> Rows { get; }

    /// <summary>Names and numbers, in order.</summary>
    public IReadOnlyList<(string Name, Guid Person)> Names { get; }

    /// <summary>The head over these rows. What was not settled is announced.</summary>
    public ManifestHead Head { get; }

    /// <summary>The master key that the record is sealed under.</summary>
    public int MasterKeyVersion { get; }

    private ManifestHead HeadOver(ManifestHead head, RosterState state)
    {
        var secret = new ManifestSecret(head.Secret);
        var next = head with { Form = ManifestForm.Moving, Refusals = state.Refusals, Pending = [], Enrolled = 0, Sum = MultisetHash.Empty, KeyUse = [] };
        foreach (var (subject, entry) in state.Entries)
        {
            var settled = Rows.GetValueOrDefault(subject);
            if (settled is not null)
                next = next.After(secret, subject, null, settled);
            var row = settled;
            foreach (var line in settled is null ? entry.Lines : entry.Lines[1..])
            {
                var change = new PendingChange(subject, ManifestRow.Of(line), secret.MarkOf(secret.AddressOf(subject), settled));
                next = next.After(secret, subject, row, change.Next) with { Pending = [.. next.Pending, change] };
                row = change.Next;
            }
        }

        return next with { Counter = head.Counter };
    }

    // An intent alone did not say whether it was one to enrol or to erase: the identity does.
    private static bool IsRow(KeyValuePair<string, RosterEntry> entry) => entry.Value is { IsSettled: true, Lines.Length: > 0 };
}
