using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Realms;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Realms;

/// <summary>The realms that were made at run time as bytes: sections, filled up to steps. Part of the stored formats.</summary>
internal static class RealmDirectoryContent
{
    private const ushort RevisionId = 1;
    private const ushort RealmsId = 2;

    private const int Step = 4096;

    /// <summary>
    /// Writes them. Section 1: the revision (8 bytes). 2: their number (4), and of each the name, its standing (1), the name of
    /// its models or an empty one, the rate and the ceiling, or 0 (8 each), the policy or an empty one, when it was made in ticks
    /// of UTC (8) and by whom.
    /// </summary>
    public static byte[] Write(RealmDirectory directory) => RealmSections.Write(
        [
            RealmSections.Of(RevisionId, to => to.Write(directory.Revision)),
            RealmSections.Of(RealmsId, to =>
            {
                to.Write(directory.Realms.Count);
                foreach (var realm in directory.Realms)
                    Write(to, realm);
            }),
        ],
        Step);

    /// <summary>Reads them back.</summary>
    /// <exception cref="MoteException">They are malformed, or of a later version (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static RealmDirectory Read(byte[] content)
    {
        var sections = new RealmSections(content, "restore it from a backup");
        var realms = sections.Fields(RealmsId);
        return new RealmDirectory(sections.Fields(RevisionId).ReadInt64(), [.. Enumerable.Range(0, realms.ReadInt32()).Select(_ => Read(realms))]);
    }

    private static void Write(BinaryWriter to, DirectoryRealm realm)
    {
        to.Write(realm.Name);
        to.Write((byte)realm.Standing);
        to.Write(realm.Settings.Models ?? "");
        to.Write(realm.Settings.TargetFalseMatchRate ?? 0);
        to.Write(realm.Settings.MostFalseMatchRate ?? 0);
        to.Write(realm.Settings.Policy ?? "");
        to.Write(realm.MadeAt.UtcTicks);
        to.Write(realm.MadeBy);
    }

    private static DirectoryRealm Read(BinaryReader from)
    {
        var (name, standing) = (from.ReadString(), (RealmStanding)from.ReadByte());
        var settings = new RealmSettings(name, Text(from), Rate(from), Rate(from), Text(from));
        return new DirectoryRealm(settings, standing, new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero), from.ReadString());
    }

    private static string? Text(BinaryReader from) => from.ReadString() is { Length: > 0 } text ? text : null;

    private static double? Rate(BinaryReader from) => from.ReadDouble() is > 0 and var rate ? rate : null;
}
