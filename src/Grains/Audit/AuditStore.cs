using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Stored;
using Mote.Recognition.Protection.Records;
using Orleans.Storage;

namespace Mote.Grains.Audit;

/// <summary>The records of the trails: a head a realm, and its chains' segments and batches. Thread-safe.</summary>
internal sealed class AuditStore([FromKeyedServices(GrainStorageName.Mote)] IGrainStorage storage, StateSeal seal) : StateStore(storage, seal)
{
    /// <summary>The kind of the heads' records.</summary>
    public const string HeadState = "audit";

    /// <summary>The kind of the segments' records.</summary>
    public const string SegmentState = "audit-segment";

    /// <summary>The kind of the batches' records.</summary>
    public const string BatchState = "audit-batch";

    /// <summary>The kind of the closes' records.</summary>
    public const string CloseState = "audit-close";

    private static readonly GrainType Place = GrainType.Create("mote.audit");

    /// <summary>The place of a realm's head.</summary>
    public static StoredState<AuditHead> HeadOf(string realm) => new(new RecordName(realm, "head", HeadState));

    /// <summary>The store's name of a record.</summary>
    public static GrainId PlaceOf(RecordName name) => GrainId.Create(Place, $"{name.Realm}/{name.Owner}");

    /// <inheritdoc/>
    public override GrainId IdOf(RecordName name) => PlaceOf(name);

    /// <inheritdoc/>
    protected override string What(RecordName name) => $"{Part(name)} of the audit trail";

    private static string Part(RecordName name) => name.State switch
    {
        HeadState => "The head",
        SegmentState => $"Segment {name.Owner}",
        CloseState => $"The end {name.Owner}",
        _ => $"Batch {name.Owner}",
    };
}
