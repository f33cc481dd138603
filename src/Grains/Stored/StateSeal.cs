using Mote.Abstractions.Errors;
using Mote.Abstractions.Roster;
using Mote.Grains.Keys;
using Mote.Protocol;
using Mote.Recognition.Protection;
using Orleans.Serialization;

namespace Mote.Grains.Stored;

/// <summary>Seals the whole state of a grain before any store sees it, and opens what a store gives back. Thread-safe.</summary>
internal sealed class StateSeal(MasterKeys keys, Serializer serializer, TimeProvider time)
{
    /// <summary>Seals a state for the place that <paramref name="name"/> says.</summary>
    /// <param name="name">Where it belongs.</param>
    /// <param name="before">The revision of the record it replaces; 0 for none.</param>
    /// <param name="state">The state.</param>
    /// <param name="master">The realm's current master key.</param>
    /// <returns>The record, and what tells it from every other.</returns>
    public (byte[] Record, ManifestLine Line) Seal<T>(RecordName name, long before, T state, MasterKey master)
    {
        // By the clock, so that a record from before an erasure never has the number of one after it.
        var revision = Math.Max(before + 1, time.GetUtcNow().Ticks);
        var (record, wrappedKey) = SealedRecord.Seal(name, revision, serializer.SerializeToArray(state), master);
        return (record.ToBytes(), new ManifestLine(revision, record.Digest(), wrappedKey, master.Version));
    }

    /// <summary>Opens a record that was found in the place of <paramref name="name"/>.</summary>
    /// <param name="name">The place.</param>
    /// <param name="stored">What was found.</param>
    /// <param name="wrappedKey">Finds the key of the record, once that is known to belong here.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The record is refused; the code says by which rule.</exception>
    public async Task<OpenedState<T>> Open<T>(
        RecordName name, SealedState stored, Func<SealedRecord, Task<byte[]>> wrappedKey, CancellationToken cancellationToken)
    {
        try
        {
            var record = SealedRecord.Parse(stored.Record);
            using var master = await keys.Of(name.Realm, record.MasterKeyVersion, cancellationToken);
            record.Authenticate(name, master);
            var content = record.Open(master, await wrappedKey(record));
            var state = serializer.Deserialize<T>(content) ?? throw new MoteException(ProblemCode.StateUnreadable, "The record holds nothing: restore it, or erase it and enrol again.");
            return new OpenedState<T>(state, record.Revision, record.MasterKeyVersion);
        }
        catch (ProtectionException refusal)
        {
            throw Refusal(refusal);
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
