using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Stored;
using Mote.Recognition.Protection.Records;
using Orleans.Metadata;
using Orleans.Storage;

namespace Mote.Grains.Roster;

/// <summary>The states of one realm's manifest: of each shard a head, a row a person, pages of names and of tombstones. Thread-safe.</summary>
internal sealed class ManifestStore([FromKeyedServices(GrainStorageName.Mote)] IGrainStorage storage, StateSeal seal, GrainTypeResolver types) : StateStore(storage, seal)
{
    /// <summary>The kind of the heads' records.</summary>
    public const string HeadState = "manifest";

    /// <summary>The kind of the rows' records.</summary>
    public const string RowState = "manifest-row";

    /// <summary>The kind of the records of names.</summary>
    public const string NamesState = "manifest-names";

    /// <summary>The kind of the records of which names are where.</summary>
    public const string DirectoryState = "manifest-directory";

    /// <summary>The kind of the records of where tombstones are.</summary>
    public const string TombstonesState = "manifest-tombstones";

    /// <summary>The kind of the records of the form in which a shard was one record.</summary>
    public const string FormerState = "roster";

    private static readonly GrainType Place = GrainType.Create("mote.manifest");

    private readonly GrainType _former = types.GetGrainType(typeof(RosterGrain));

    /// <summary>The place of the one record that a shard once was.</summary>
    public static StoredState<RosterState> FormerOf(ShardKey shard) => new(new RecordName(shard.Realm, shard.Owner, FormerState));

    /// <summary>The place of a shard's head.</summary>
    public static StoredState<ManifestHead> HeadOf(ShardKey shard) => new(new RecordName(shard.Realm, shard.Owner, HeadState));

    /// <summary>The place of a row.</summary>
    public static StoredState<ManifestRow> RowOf(ShardKey shard, Guid address) => new(new RecordName(shard.Realm, $"{shard.Owner}/{address:N}", RowState));

    /// <summary>The place of a page of names.</summary>
    public static StoredState<NamePage> NamesOf(ShardKey shard, int page) => new(new RecordName(shard.Realm, Numbered(shard, page), NamesState));

    /// <summary>The place of what says which names are where.</summary>
    public static StoredState<NameDirectory> DirectoryOf(ShardKey shard) => new(new RecordName(shard.Realm, shard.Owner, DirectoryState));

    /// <summary>The place of a page of tombstones.</summary>
    public static StoredState<TombstonePage> TombstonesOf(ShardKey shard, long page) => new(new RecordName(shard.Realm, Numbered(shard, page), TombstonesState));

    /// <inheritdoc/>
    public override GrainId IdOf(RecordName name) => GrainId.Create(name.State == FormerState ? _former : Place, $"{name.Realm}/{name.Owner}");

    /// <inheritdoc/>
    protected override string What(RecordName name) => $"{Part(name)} of the realm's manifest";

    private static string Numbered(ShardKey shard, long page) => string.Create(CultureInfo.InvariantCulture, $"{shard.Owner}/{page}");

    private static string Part(RecordName name) => name.State switch
    {
        HeadState or FormerState => $"Shard {name.Owner}",
        RowState => "A row",
        NamesState or DirectoryState => "A list of names",
        _ => "A list of tombstones",
    };
}
