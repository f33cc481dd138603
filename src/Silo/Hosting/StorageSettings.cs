using System.ComponentModel.DataAnnotations;
using Azure.Identity;
using Azure.Storage.Blobs;
using Mote.Grains;
using Mote.Storage.Hosting;

namespace Mote.Silo.Hosting;

/// <summary>Where state is kept: section <c>Mote:Storage</c>.</summary>
public sealed class StorageSettings : IValidatableObject
{
    /// <summary><c>sqlite</c>, the embedded default, or <c>blob</c>.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>The SQLite file.</summary>
    public SqliteSettings Sqlite { get; } = new();

    /// <summary>The blob container.</summary>
    public BlobSettings Blob { get; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is not ("sqlite" or "blob"))
            yield return new ValidationResult($"Mote:Storage:Provider is '{Provider}': give 'sqlite' or 'blob'.");
        if (Provider == "blob" && Blob.ConnectionString is null == Blob.ServiceUri is null)
            yield return new ValidationResult("Set one of Mote:Storage:Blob:ConnectionString, and Mote:Storage:Blob:ServiceUri for managed identity.");
    }

    internal void AddTo(ISiloBuilder silo)
    {
        if (Provider == "blob")
        {
            silo.AddMoteBlobGrainStorage(GrainStorageName.Mote, options =>
            {
                options.Container = Blob.Container;
                options.Client = client => Blob.ServiceUri is { } address
                    ? new BlobServiceClient(address, new DefaultAzureCredential(), client)
                    : new BlobServiceClient(Blob.ConnectionString, client);
            });
        }
        else
        {
            silo.AddMoteSqliteGrainStorage(GrainStorageName.Mote, options => options.Path = Sqlite.Path);
        }
    }
}
