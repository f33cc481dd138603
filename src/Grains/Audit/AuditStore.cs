using Microsoft.Extensions.DependencyInjection;
using Mote.Abstractions.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection;
using Orleans.Storage;

namespace Mote.Grains.Audit;

/// <summary>The records of the trails: a head a realm, and its chains' segments and batches, each sealed with its key beside it. Thread-safe.</summary>
internal sealed class AuditStore([FromKeyedServices(GrainStorageName.Mote)] IGrainStorage storage, StateSeal seal)
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
    public static AuditRecord<AuditHead> HeadOf(string realm) => new(new RecordName(realm, "head", HeadState));

    /// <summary>The store's name of a record.</summary>
    public static GrainId IdOf(RecordName name) => GrainId.Create(Place, $"{name.Realm}/{name.Owner}");

    /// <summary>Whether a refusal means that a record is not the one that was written.</summary>
    public static bool IsDamage(MoteException refusal) =>
        refusal.Code is ProblemCode.StateTampered or ProblemCode.StateMisplaced or ProblemCode.StateRolledBack or ProblemCode.StateUnreadable or ProblemCode.AuditBroken;

    /// <summary>Reads a record, if there is one.</summary>
    /// <exception cref="MoteException">It is refused; the code says by which rule.</exception>
    public async Task<AuditRecord<T>> Read<T>(AuditRecord<T> place, CancellationToken cancellationToken)
        where T : class
    {
        var record = new AuditRecord<T>(place.Name);
        await Find(record);
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
            throw new MoteException(refusal.Code, $"{What(record.Name)} of the audit trail is not as it was written: restore it from a backup.");
        }
    }

    /// <summary>Finds a record without opening it, so that it can be replaced.</summary>
    public Task Find<T>(AuditRecord<T> record)
        where T : class =>
        storage.ReadStateAsync(record.Name.State, IdOf(record.Name), record.Stored);

    /// <summary>Writes a record in its place.</summary>
    public async Task Write<T>(AuditRecord<T> record, T value, MasterKey master)
        where T : class
    {
        var (bytes, line) = seal.Seal(record.Name, record.Revision, value, master);
        record.Stored.State = new SealedState { Record = bytes, WrappedKey = line.WrappedKey };
        await storage.WriteStateAsync(record.Name.State, IdOf(record.Name), record.Stored);
        (record.Value, record.Revision, record.MasterKeyVersion) = (value, line.Revision, line.MasterKeyVersion);
    }

    /// <summary>Deletes a record, if it is there.</summary>
    public async Task Drop<T>(AuditRecord<T> record)
        where T : class
    {
        await Find(record);
        if (record.Stored.RecordExists)
            await storage.ClearStateAsync(record.Name.State, IdOf(record.Name), record.Stored);
        (record.Value, record.Revision, record.MasterKeyVersion) = (null, 0, 0);
    }

    private static string What(RecordName name) => name.State switch
    {
        HeadState => "The head",
        SegmentState => $"Segment {name.Owner}",
        CloseState => $"The end {name.Owner}",
        _ => $"Batch {name.Owner}",
    };
}
