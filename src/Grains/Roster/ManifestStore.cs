using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Mote.Abstractions.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection;
using Orleans.Metadata;
using Orleans.Storage;

namespace Mote.Grains.Roster;

/// <summary>The states of one realm's manifest: of each shard a head, a row a person, pages of names and of tombstones. Each is sealed with its key beside it. Thread-safe.</summary>
internal sealed class ManifestStore([FromKeyedServices(GrainStorageName.Mote)] IGrainStorage storage, StateSeal seal, GrainTypeResolver types)
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
    public static ManifestRecord<RosterState> FormerOf(ShardKey shard) => new(new RecordName(shard.Realm, shard.Owner, FormerState));

    /// <summary>The place of a shard's head.</summary>
    public static ManifestRecord<ManifestHead> HeadOf(ShardKey shard) => new(new RecordName(shard.Realm, shard.Owner, HeadState));

    /// <summary>The place of a row.</summary>
    public static ManifestRecord<ManifestRow> RowOf(ShardKey shard, Guid address) => new(new RecordName(shard.Realm, $"{shard.Owner}/{address:N}", RowState));

    /// <summary>The place of a page of names.</summary>
    public static ManifestRecord<NamePage> NamesOf(ShardKey shard, int page) => new(new RecordName(shard.Realm, Numbered(shard, page), NamesState));

    /// <summary>The place of what says which names are where.</summary>
    public static ManifestRecord<NameDirectory> DirectoryOf(ShardKey shard) => new(new RecordName(shard.Realm, shard.Owner, DirectoryState));

    /// <summary>The place of a page of tombstones.</summary>
    public static ManifestRecord<TombstonePage> TombstonesOf(ShardKey shard, long page) => new(new RecordName(shard.Realm, Numbered(shard, page), TombstonesState));

    /// <summary>The store's name of a record.</summary>
    public GrainId IdOf(RecordName name) => GrainId.Create(name.State == FormerState ? _former : Place, $"{name.Realm}/{name.Owner}");

    /// <summary>Whether a refusal means that a record is not the one that was written.</summary>
    public static bool IsDamage(MoteException refusal) =>
        refusal.Code is ProblemCode.StateTampered or ProblemCode.StateMisplaced or ProblemCode.StateRolledBack or ProblemCode.StateUnreadable;

    /// <summary>Reads a record, if there is one.</summary>
    /// <exception cref="MoteException">It is refused; the code says by which rule.</exception>
    public async Task<ManifestRecord<T>> Read<T>(ManifestRecord<T> record, CancellationToken cancellationToken)
        where T : class
    {
        await Find(record);
        (record.Value, record.Revision, record.MasterKeyVersion) = (null, 0, 0);
        if (record.Stored is not { RecordExists: true, State: { } found })
            return record;
        try
        {
            var opened = await seal.Open<T>(record.Name, found, _ => Task.FromResult(found.WrappedKey), cancellationToken);
            (record.Value, record.Revision, record.MasterKeyVersion) = (opened.State, opened.Revision, opened.MasterKeyVersion);
            return record;
        }
        catch (MoteException refusal) when (IsDamage(refusal))
        {
            throw new MoteException(refusal.Code, $"{What(record.Name)} of the realm's manifest is not as it was written: restore it from a backup.");
        }
    }

    /// <summary>Finds a record without opening it, so that it can be replaced.</summary>
    public Task Find<T>(ManifestRecord<T> record)
        where T : class =>
        storage.ReadStateAsync(record.Name.State, IdOf(record.Name), record.Stored);

    /// <summary>Writes a record in its place.</summary>
    public async Task Write<T>(ManifestRecord<T> record, T value, MasterKey master)
        where T : class
    {
        var (bytes, line) = seal.Seal(record.Name, record.Revision, value, master);
        record.Stored.State = new SealedState { Record = bytes, WrappedKey = line.WrappedKey };
        await storage.WriteStateAsync(record.Name.State, IdOf(record.Name), record.Stored);
        (record.Value, record.Revision, record.MasterKeyVersion) = (value, line.Revision, line.MasterKeyVersion);
    }

    /// <summary>Deletes a record, if it is there.</summary>
    public async Task Clear<T>(ManifestRecord<T> record)
        where T : class
    {
        if (record.Stored.RecordExists)
            await storage.ClearStateAsync(record.Name.State, IdOf(record.Name), record.Stored);
        (record.Value, record.Revision, record.MasterKeyVersion) = (null, 0, 0);
    }

    private static string Numbered(ShardKey shard, long page) => string.Create(CultureInfo.InvariantCulture, $"{shard.Owner}/{page}");

    private static string What(RecordName name) => name.State switch
    {
        HeadState or FormerState => $"Shard {name.Owner}",
        RowState => "A row",
        NamesState or DirectoryState => "A list of names",
        _ => "A list of tombstones",
    };
}
