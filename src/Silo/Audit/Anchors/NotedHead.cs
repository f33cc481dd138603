using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;

namespace Mote.Silo.Audit.Anchors;

/// <summary>The head of a chain at a time.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Sequence">Its last entry.</param>
/// <param name="Hash">The hash of that.</param>
/// <param name="Time">When it was stored.</param>
internal sealed record NotedHead(AuditWriterKey Chain, long Sequence, ReadOnlyMemory<byte> Hash, DateTimeOffset Time)
{
    /// <summary>What a check is asked for.</summary>
    public AuditNote Note => new(Chain.Writer, Sequence, Hash);

    /// <summary>The line of a file.</summary>
    public string Line => $"{new AnchorLine(Time, Chain.Realm, Note)}\n";
}
