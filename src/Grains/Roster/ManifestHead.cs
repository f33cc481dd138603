using System.Security.Cryptography;

namespace Mote.Grains.Roster;

/// <summary>
/// What a shard of the manifest knows of all its rows at once. Written once for each change, or for several together, and
/// as large with a hundred people as with a hundred thousand. Counts and sum are those of the rows as they are once all that
/// is pending has been done.
/// </summary>
[GenerateSerializer, Immutable, Alias("Mote.ManifestHead")]
internal sealed record ManifestHead
{
    /// <summary>See <see cref="ManifestSecret"/>; the same for as long as there is the shard.</summary>
    [Id(0)]
    public required byte[] Secret { get; init; }

    /// <summary>Changes so far.</summary>
    [Id(1)]
    public long Counter { get; init; }

    /// <summary>Rows with a line.</summary>
    [Id(2)]
    public int Enrolled { get; init; }

    /// <summary>The <see cref="MultisetHash"/> of all rows' marks, tombstones included.</summary>
    [Id(3)]
    public byte[] Sum { get; init; } = MultisetHash.Empty;

    /// <summary>What is announced and not known to be in the rows and pages.</summary>
    [Id(4)]
    public PendingChange[] Pending { get; init; } = [];

    /// <summary>Enrolments that failed by what they were given, by problem code.</summary>
    [Id(5)]
    public Dictionary<string, int> Refusals { get; init; } = [];

    /// <summary>Lines by the version of the master key that wraps their record's key.</summary>
    [Id(6)]
    public Dictionary<int, int> KeyUse { get; init; } = [];

    /// <summary>Versions of the master key that the head, rows and pages may be sealed under.</summary>
    [Id(7)]
    public int[] SealedUnder { get; init; } = [];

    /// <summary>The highest counter that the audit trail is known to hold.</summary>
    [Id(8)]
    public long Noted { get; init; }

    /// <summary>How far the shard has come.</summary>
    [Id(9)]
    public ManifestForm Form { get; init; }

    /// <summary>Tombstones numbered so far.</summary>
    [Id(10)]
    public long Tombstones { get; init; }

    /// <summary>What the audit trail is not known to have been told of changes that are announced, or made.</summary>
    [Id(11)]
    public OwedEntry[] Owed { get; init; } = [];

    /// <summary>The head of a shard that has none.</summary>
    public static ManifestHead New() => new() { Secret = RandomNumberGenerator.GetBytes(ManifestSecret.Bytes) };

    /// <summary>Whether a change of a subject's row is announced.</summary>
    public bool Announces(string subject) => Array.Exists(Pending, change => change.Subject == subject);

    /// <summary>One change more, from one row to another, in counts and sum.</summary>
    /// <param name="secret">Marks the rows.</param>
    /// <param name="subject">Whose row.</param>
    /// <param name="before">As it was; null for none.</param>
    /// <param name="next">As it is to be; null for none.</param>
    public ManifestHead After(ManifestSecret secret, string subject, ManifestRow? before, ManifestRow? next)
    {
        var address = secret.AddressOf(subject);
        var uses = new Dictionary<int, int>(KeyUse);
        if (before?.Line is { } gone && (uses[gone.MasterKeyVersion] = uses.GetValueOrDefault(gone.MasterKeyVersion) - 1) <= 0)
            uses.Remove(gone.MasterKeyVersion);
        if (next?.Line is { } come)
            uses[come.MasterKeyVersion] = uses.GetValueOrDefault(come.MasterKeyVersion) + 1;
        return this with
        {
            Counter = Counter + 1,
            Enrolled = Enrolled - (before?.Line is null ? 0 : 1) + (next?.Line is null ? 0 : 1),
            Sum = MultisetHash.Plus(MultisetHash.Minus(Sum, secret.MarkOf(address, before)), secret.MarkOf(address, next)),
            KeyUse = uses,
        };
    }
}
