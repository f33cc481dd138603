using Mote.Grains.Stored;

namespace Mote.Grains.Roster;

/// <summary>
/// What 32 random bytes in a shard's head are for: they outlive every master key, so that a change of keys moves no row.
/// Who does not have the head can neither find a person's row nor compose a sum of marks. Part of the stored formats.
/// </summary>
/// <param name="secret">The bytes.</param>
internal sealed class ManifestSecret(byte[] secret)
{
    /// <summary>Bytes of the secret.</summary>
    public const int Bytes = 32;

    private const int AddressBytes = 16;

    /// <summary>Where a subject's row lies: no name is a key of the store, so that a tombstone names nobody.</summary>
    public Guid AddressOf(string subject)
    {
        using var hash = Of("mote/manifest/address");
        hash.Add(subject);
        return First(hash);
    }

    /// <summary>Stands for an operation in a tombstone.</summary>
    public Guid Hide(string subject, Guid operation)
    {
        using var hash = Of("mote/manifest/operation");
        hash.Add(subject);
        hash.Add(operation.ToString());
        return First(hash);
    }

    /// <summary>A row's element of the multiset; nothing for no row.</summary>
    public byte[] MarkOf(Guid address, ManifestRow? row)
    {
        if (row is null)
            return MultisetHash.Empty;
        using var hash = Of("mote/manifest/row/1");
        hash.Add(address.ToString());
        hash.Add(row.Line?.Revision);
        if (row.Line is { } line)
        {
            hash.Add(line.Digest);
            hash.Add(line.WrappedKey);
            hash.Add((long)line.MasterKeyVersion);
            hash.Add(line.Person.ToString());
        }

        hash.Add(row.Tombstone?.Number);
        if (row.Tombstone is { } stone)
        {
            hash.Add(stone.Revision);
            foreach (var operation in stone.Operations)
                hash.Add(operation.ToString());
        }

        return hash.Finish();
    }

    /// <summary>What the audit trail notes of a head: its sum is not to be read from it.</summary>
    public byte[] StampOf(ManifestHead head)
    {
        using var hash = Of("mote/manifest/stamp/1");
        hash.Add(head.Counter);
        hash.Add((long)head.Enrolled);
        hash.Add(head.Sum);
        return hash.Finish();
    }

    private FieldHash Of(string purpose)
    {
        var hash = FieldHash.Keyed(secret);
        hash.Add(purpose);
        return hash;
    }

    private static Guid First(FieldHash hash) => new(hash.Finish().AsSpan(0, AddressBytes));
}
