using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Identities;
using Mote.Grains.Mailbox;
using Mote.Grains.Stored;
using Mote.Recognition.Protection.Records;
using Orleans.Metadata;
using Orleans.Storage;

namespace Mote.Grains.Roster;

/// <summary>Looks at the records of people past the grains that own them, without opening them. Thread-safe.</summary>
internal sealed class StoredRecords([FromKeyedServices(GrainStorageName.Mote)] IGrainStorage storage, GrainTypeResolver types)
{
    private readonly GrainType _type = types.GetGrainType(typeof(IdentityGrain));

    /// <summary>The digest of a record; null where there is none, and of nothing where it is no record.</summary>
    public async Task<byte[]?> DigestOf(IdentityKey key)
    {
        var found = new GrainState<SealedState>(new SealedState());
        await storage.ReadStateAsync(IdentitySeal.State, GrainId.Create(_type, key.ToString()), found);
        if (!found.RecordExists)
            return null;
        try
        {
            return SealedRecord.Parse(found.State!.Record).Digest();
        }
        catch (ProtectionException)
        {
            return [];
        }
    }
}
