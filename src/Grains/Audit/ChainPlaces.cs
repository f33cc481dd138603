using System.Globalization;
using Mote.Grains.Stored;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Audit;

/// <summary>Where the records of a writer's chain lie. Part of the stored format.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Writer">The writer; null for the realm's first chain, whose records are named by number alone.</param>
internal sealed record ChainPlaces(string Realm, string? Writer)
{
    /// <summary>The places of a chain.</summary>
    public static ChainPlaces Of(string realm, AuditChain chain) => new(realm, chain.IsFirst ? null : chain.Writer);

    /// <summary>The place of a segment.</summary>
    public StoredState<AuditSegment> Segment(long number) => new(Name(AuditStore.SegmentState, number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A slot for a batch.</summary>
    public StoredState<AuditBatch> Slot(int set, int number) => new(Name(AuditStore.BatchState, string.Create(CultureInfo.InvariantCulture, $"{set}.{number}")));

    /// <summary>The place of what its writer says when it stops.</summary>
    public StoredState<AuditClose> Close() => new(Name(AuditStore.CloseState, "close"));

    private RecordName Name(string state, string owner) => new(Realm, Writer is null ? owner : $"{Writer}/{owner}", state);
}
