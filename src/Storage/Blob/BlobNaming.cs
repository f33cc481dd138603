namespace Mote.Storage.Blob;

/// <summary>How blobs are named.</summary>
public enum BlobNaming
{
    /// <summary><c>{service}/{state}/{grain}</c>: clusters may share a container.</summary>
    ByService,

    /// <summary>
    /// As Microsoft.Orleans.Persistence.AzureStorage names them, <c>{state}-{grain}.json</c>: either provider then reads
    /// what the other wrote. One cluster a container.
    /// </summary>
    Orleans,
}
