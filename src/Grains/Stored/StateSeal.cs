using System.Security.Cryptography;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Keys;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Orleans.Serialization;

namespace Mote.Grains.Stored;

/// <summary>Seals the whole state of a grain before any store sees it, and opens what a store gives back. Thread-safe.</summary>
internal sealed class StateSeal(MasterKeys keys, Serializer serializer)
{
    /// <summary>Seals a state for the place that <paramref name="name"/> says.</summary>
    /// <param name="name">Where it belongs.</param>
    /// <param name="before">The revision of the record it replaces; 0 for none.</param>
    /// <param name="state">The state.</param>
    /// <param name="master">The realm's current master key.</param>
    /// <returns>The record, and what tells it from every other.</returns>
    public (byte[] Record, ManifestLine Line) Seal<T>(RecordName name, long before, T state, MasterKey master) =>
        Seal(name, before, serializer.SerializeToArray(state).AsSpan(), master);

    /// <summary><see cref="Seal{T}"/> of a state that is bytes already.</summary>
    public static (byte[] Record, ManifestLine Line) Seal(RecordName name, long before, ReadOnlySpan<byte> content, MasterKey master)
    {
        // By lot, since the store sees it: neither when a record was written nor how often is its affair.
        var revision = before;
        while (revision == before)
            revision = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
        var (record, wrappedKey) = SealedRecord.Seal(name, revision, content, master);
        return (record.ToBytes(), new ManifestLine(revision, record.Digest(), wrappedKey, master.Version));
    }

    /// <summary>Opens a record that was found in the place of <paramref name="name"/>.</summary>
    /// <param name="name">The place.</param>
    /// <param name="stored">What was found.</param>
    /// <param name="wrappedKey">Finds the key of the record, once that is known to belong here.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The record is refused; the code says by which rule.</exception>
    public Task<OpenedState<T>> Open<T>(RecordName name, SealedState stored, Func<SealedRecord, Task<byte[]>> wrappedKey, CancellationToken cancellationToken) =>
        Open(name, stored, wrappedKey, (_, content, _) => Deserialize<T>(content), cancellationToken);

    /// <summary><see cref="Open{T}(RecordName, SealedState, Func{SealedRecord, Task{byte[]}}, CancellationToken)"/> of a state in a form of its own.</summary>
    /// <param name="name">The place.</param>
    /// <param name="stored">What was found.</param>
    /// <param name="wrappedKey">Finds the key of the record, once that is known to belong here.</param>
    /// <param name="read">Reads the record's content, which lay under this master key.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The record is refused; the code says by which rule.</exception>
    public async Task<OpenedState<T>> Open<T>(
        RecordName name,
        SealedState stored,
        Func<SealedRecord, Task<byte[]>> wrappedKey,
        Func<SealedRecord, byte[], MasterKey, T> read,
        CancellationToken cancellationToken)
    {
        try
        {
            var record = SealedRecord.Parse(stored.Record);
            using var master = await keys.Of(name.Realm, record.MasterKeyVersion, cancellationToken);
            Authenticate(record, name, master);
            var content = record.Open(master, await wrappedKey(record));
            return new OpenedState<T>(read(record, content, master), record.Revision, record.MasterKeyVersion);
        }
        catch (ProtectionException refusal)
        {
            throw Refusal(refusal);
        }
    }

    /// <summary>Reads a state as Orleans writes it.</summary>
    /// <exception cref="MoteException">There is none (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public T Deserialize<T>(byte[] content) =>
        serializer.Deserialize<T>(content) ?? throw new MoteException(ProblemCode.StateUnreadable, "The record holds nothing: restore it, or erase it and enrol again.");

    private void Authenticate(SealedRecord record, RecordName name, MasterKey master)
    {
        try
        {
            record.Authenticate(name, master);
        }
        catch (ProtectionException refusal) when (refusal.Fault == ProtectionFault.WrongKey)
        {
            keys.Doubt(name.Realm, master.Version);
            throw;
        }
    }

    /// <summary>The refusal in the words of the contract.</summary>
    public static MoteException Refusal(ProtectionException refusal) => new(
        refusal.Fault switch
        {
            ProtectionFault.Misplaced => ProblemCode.StateMisplaced,
            ProtectionFault.RolledBack => ProblemCode.StateRolledBack,
            ProtectionFault.KeyMissing => ProblemCode.KeyMissing,
            ProtectionFault.WrongKey => ProblemCode.KeyWrong,
            _ => ProblemCode.StateTampered,
        },
        refusal.Message);
}
