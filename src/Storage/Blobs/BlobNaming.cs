namespace Mote.Storage.Blobs;

/// <summary>How a grain's record is named in its container.</summary>
public enum BlobNaming
{
    /// <summary>
    /// <c>{serviceId}/{stateName}/{grainType}/{grainKey}</c>, each part escaped: services can share a container, and any key is a legal name.
    /// </summary>
    ByService,

    /// <summary>
    /// <c>{stateName}-{grainId}.json</c>, as Microsoft.Orleans.Persistence.AzureStorage names it, so that either provider
    /// reads what the other wrote. Services must not share a container, and a key must be a legal blob name.
    /// </summary>
    Official,
}
