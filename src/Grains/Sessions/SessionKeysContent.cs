using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Sessions;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Sessions;

/// <summary>The keys of sessions as bytes: sections, filled up to steps. Part of the stored formats.</summary>
internal static class SessionKeysContent
{
    private const ushort RevisionId = 1;
    private const ushort KeysId = 2;
    private const ushort EndedId = 3;

    private const int Step = 4096;

    /// <summary>Writes them. Section 1: the revision (8 bytes). 2: their number (4), and each key. 3: the number of ended sessions (4), of each its id (16) and when it is forgotten in ticks of UTC (8).</summary>
    public static byte[] Write(SessionKeys ring) => RealmSections.Write(
        [
            RealmSections.Of(RevisionId, to => to.Write(ring.Revision)),
            RealmSections.Of(KeysId, to =>
            {
                to.Write(ring.Keys.Count);
                foreach (var key in ring.Keys)
                    to.Write(key);
            }),
            RealmSections.Of(EndedId, to =>
            {
                to.Write(ring.Ended.Count);
                foreach (var ended in ring.Ended)
                {
                    to.Write(ended.Id.ToByteArray());
                    to.Write(ended.Until.UtcTicks);
                }
            }),
        ],
        Step);

    /// <summary>Reads them back.</summary>
    /// <exception cref="MoteException">They are malformed, or of a later version (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static SessionKeys Read(byte[] content)
    {
        var sections = new RealmSections(content, "restore it from a backup");
        var keys = sections.Fields(KeysId);
        return new SessionKeys(sections.Fields(RevisionId).ReadInt64(), [.. Enumerable.Range(0, keys.ReadInt32()).Select(_ => keys.ReadString())])
        {
            // Of a record of before there are none.
            Ended = sections.Has(EndedId) ? Ended(sections.Fields(EndedId)) : [],
        };

        static EndedSession[] Ended(BinaryReader from) =>
            [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => new EndedSession(new Guid(from.ReadBytes(16)), new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero)))];
    }
}
