using Azure.Core;
using Azure.Storage.Blobs;
using Orleans.Storage;

namespace Mote.Storage.Blobs;

/// <summary>Where and how grain state is kept in Azure Blob Storage. Exactly one of <see cref="ConnectionString"/>, <see cref="ServiceUri"/> and <see cref="CreateServiceClient"/> says where.</summary>
public sealed class BlobGrainStorageOptions
{
    /// <summary>A connection string. Holds a secret: take it from the environment or a vault.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The blob endpoint of the account, used with <see cref="CreateCredential"/>.</summary>
    public Uri? ServiceUri { get; set; }

    /// <summary>Makes the credential for <see cref="ServiceUri"/>, such as a managed identity's. Called once, at start.</summary>
    public Func<IServiceProvider, TokenCredential>? CreateCredential { get; set; }

    /// <summary>Makes the client altogether; <see cref="AttemptTimeout"/> and <see cref="MaxRetries"/> are then the client's own affair. Called once, at start.</summary>
    public Func<IServiceProvider, BlobServiceClient>? CreateServiceClient { get; set; }

    /// <summary>The container, made when it is first needed. Default "mote-state".</summary>
    public string ContainerName { get; set; } = "mote-state";

    /// <summary>How blobs are named. Default <see cref="BlobNaming.ByService"/>. Cannot be changed once there is state.</summary>
    public BlobNaming Naming { get; set; } = BlobNaming.ByService;

    /// <summary>How long one attempt may take. Default 5 s; 0.1 s to 5 min.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a failed attempt is repeated. Default 2; 0 to 10.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>How long one read, write or clear may take with all its attempts. Default 20 s, below the 30 s after which a grain call gives up; 0.1 s to 10 min.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the claim on the store stays with a silo that died. Default 30 s; 15 to 45 s.</summary>
    public TimeSpan ClaimLease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The number of the claim, for silos of one cluster: each of them has the store as long as one has it, and nobody else. By
    /// default a silo has it alone.
    /// </summary>
    public Guid? SharedClaim { get; set; }

    /// <summary>Serialises the state. Default: the one registered under the storage's name, else the Orleans binary serialiser.</summary>
    public IGrainStorageSerializer? GrainStorageSerializer { get; set; }
}
