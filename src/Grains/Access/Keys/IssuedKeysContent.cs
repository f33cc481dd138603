using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Access.Keys;

/// <summary>A realm's API keys as bytes: sections, filled up to steps. Part of the stored formats.</summary>
internal static class IssuedKeysContent
{
    private const ushort RevisionId = 1;
    private const ushort KeysId = 2;

    private const int Step = 4096;
    private const int HashBytes = 32;

    /// <summary>
    /// Writes them. Section 1: the revision (8 bytes). 2: their number (4), and of each the name, the scopes, a bit each (8),
    /// the number of doors (4) and the doors, the expiry in ticks of UTC or 0 (8), the rate or 0 (8), the hash (32), the prefix,
    /// when it was made (8) and by whom.
    /// </summary>
    public static byte[] Write(IssuedKeys ring) => RealmSections.Write(
        [
            RealmSections.Of(RevisionId, to => to.Write(ring.Revision)),
            RealmSections.Of(KeysId, to =>
            {
                to.Write(ring.Keys.Count);
                foreach (var key in ring.Keys)
                    Write(to, key);
            }),
        ],
        Step);

    /// <summary>Reads them back.</summary>
    /// <exception cref="MoteException">They are malformed, or of a later version (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static IssuedKeys Read(byte[] content)
    {
        var sections = new RealmSections(content, "restore it from a backup");
        var keys = sections.Fields(KeysId);
        return new IssuedKeys(sections.Fields(RevisionId).ReadInt64(), [.. Enumerable.Range(0, keys.ReadInt32()).Select(_ => Read(keys))]);
    }

    private static void Write(BinaryWriter to, IssuedKey key)
    {
        to.Write(key.Grant.Name);
        to.Write(key.Grant.Scopes.Bits);
        to.Write(key.Grant.Doors.Count);
        foreach (var door in key.Grant.Doors)
            to.Write(door);
        to.Write(key.Grant.Expires?.UtcTicks ?? 0);
        to.Write(key.Grant.TargetFalseMatchRate ?? 0);
        to.Write(key.Sha256);
        to.Write(key.Prefix);
        to.Write(key.MadeAt.UtcTicks);
        to.Write(key.MadeBy);
    }

    private static IssuedKey Read(BinaryReader from)
    {
        var (name, scopes) = (from.ReadString(), new ScopeSet(from.ReadUInt64()));
        string[] doors = [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => from.ReadString())];
        var expires = from.ReadInt64() is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : (DateTimeOffset?)null;
        return new IssuedKey(
            new ApiKeyGrant(name, scopes, doors, expires) { TargetFalseMatchRate = from.ReadDouble() is > 0 and var rate ? rate : null },
            from.ReadBytes(HashBytes),
            from.ReadString(),
            new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero),
            from.ReadString());
    }
}
