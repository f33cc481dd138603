using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Identities;
using Mote.Recognition.Protection.Records;
using Orleans.Storage;

namespace Mote.Grains.Stored;

/// <summary>Looks at the records of people past the grains that own them, without opening them. Thread-safe.</summary>
internal sealed class StoredRecords([FromKeyedServices(GrainStorageName.Mote)] IGrainStorage storage, IGrainFactory grains)
{
    /// <summary>What an identity's record is called in the store.</summary>
    public const string Identity = "identity";

    /// <summary>The digest of a record; null where there is none, and of nothing where it is no record.</summary>
    public async Task<byte[]?> DigestOf(IdentityKey key)
    {
        var found = new GrainState<SealedState>(new SealedState());
        await storage.ReadStateAsync(Identity, grains.GetGrain<IIdentityGrain>(key.ToString()).GetGrainId(), found);
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
