using System.ComponentModel.DataAnnotations;
using Azure.Storage.Blobs;

namespace Mote.Storage.Blob;

/// <summary>Where the blob store lies.</summary>
public sealed class BlobGrainStorageOptions : IValidatableObject
{
    /// <summary>Makes the client of the storage account, with the client options given.</summary>
    public Func<BlobClientOptions, BlobServiceClient>? Client { get; set; }

    /// <summary>The container, made on demand: 3 to 63 lower-case letters, digits and single hyphens.</summary>
    [RegularExpression("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "A blob container is named with 3 to 63 lower-case letters, digits and single hyphens.")]
    public string Container { get; set; } = "mote";

    /// <summary>How blobs are named.</summary>
    public BlobNaming Naming { get; set; } = BlobNaming.ByService;

    /// <summary>How long one attempt may take, 1 to 100 seconds; 10 by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:40", ErrorMessage = "The attempt timeout of the blob store is 1 to 100 seconds.")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Further attempts after a failed one, 0 to 10; 3 by default.</summary>
    [Range(0, 10, ErrorMessage = "The retries of the blob store are 0 to 10.")]
    public int Retries { get; set; } = 3;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Client is null)
            yield return new ValidationResult("The blob store has no account: set its connection string, or its service address for managed identity.", [nameof(Client)]);
    }
}
