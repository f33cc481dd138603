using System.ComponentModel.DataAnnotations;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Mote.Grains;
using Mote.Storage.Measured;
#if ORLEANS_AZURE_STORAGE
using Mote.Storage.Official;
#endif
using Orleans.Storage;

namespace Mote.Silo.Hosting;

/// <summary>Where state is kept: section <c>Mote:Storage</c>.</summary>
public sealed class StorageSettings : IValidatableObject
{
    /// <summary>
    /// <c>sqlite</c>, the embedded default; <c>blob</c>; or <c>orleans-blob</c>, the provider that Orleans ships, which
    /// writes the same records under its own names and has no part in readiness.
    /// </summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>The SQLite file.</summary>
    public SqliteSettings Sqlite { get; } = new();

    /// <summary>The blob container.</summary>
    public BlobSettings Blob { get; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is not ("sqlite" or "blob" or "orleans-blob"))
            yield return new ValidationResult($"Mote:Storage:Provider is '{Provider}': give 'sqlite', 'blob' or 'orleans-blob'.");
        if (Provider != "sqlite" && Blob.ConnectionString is null == Blob.ServiceUri is null)
            yield return new ValidationResult("Set one of Mote:Storage:Blob:ConnectionString, and Mote:Storage:Blob:ServiceUri for managed identity.");
        else if (Provider != "sqlite" && Blob.Fault() is { } fault)
            yield return new ValidationResult(fault);
        if (Blob.LeaseSeconds is < 15 or > 45)
            yield return new ValidationResult("Mote:Storage:Blob:LeaseSeconds is 15 to 45.");
    }

    /// <param name="silo">The silo.</param>
    /// <param name="sharedClaim">The number of the claim that silos of one cluster have together; null for a silo that stands alone.</param>
    internal void AddTo(ISiloBuilder silo, Guid? sharedClaim = null)
    {
        switch (Provider)
        {
            case "blob":
                silo.AddMoteBlobGrainStorage(GrainStorageName.Mote, options =>
                {
                    options.ContainerName = Blob.Container;
                    options.ConnectionString = Blob.ConnectionString;
                    options.ServiceUri = Blob.ServiceUri;
                    options.ClaimLease = TimeSpan.FromSeconds(Blob.LeaseSeconds);
                    options.SharedClaim = sharedClaim;
                    options.CreateCredential = Blob.ServiceUri is null ? null : _ => new DefaultAzureCredential();
                });
                break;
            case "orleans-blob":
                AddOrleansBlob(silo, sharedClaim);
                break;
            default:
                silo.AddMoteSqliteGrainStorage(GrainStorageName.Mote, options => options.Path = Sqlite.Path);
                break;
        }

        silo.Services.AddSingleton<StoreInstruments>().Decorate<IGrainStorage>(GrainStorageName.Mote, (provider, store) => new MeasuredStorage(store, provider.GetRequiredService<StoreInstruments>()));
    }

#if ORLEANS_AZURE_STORAGE
    private void AddOrleansBlob(ISiloBuilder silo, Guid? sharedClaim) => silo.AddMoteOfficialBlobGrainStorage(
        GrainStorageName.Mote,
        options =>
        {
            options.ContainerName = Blob.Container;
            options.BlobServiceClient = Blob.ServiceUri is { } address
                ? new BlobServiceClient(address, new DefaultAzureCredential(), OfficialBlobStorage.ClientOptions())
                : new BlobServiceClient(Blob.ConnectionString, OfficialBlobStorage.ClientOptions());
        },
        TimeSpan.FromSeconds(Blob.LeaseSeconds),
        sharedClaim).Services.Decorate<IGrainStorage>(GrainStorageName.Mote, (_, store) => new OfficialBlobStorage(store, Blob.Container));
#else
    private static void AddOrleansBlob(ISiloBuilder silo, Guid? sharedClaim) => throw new OptionsValidationException(
        nameof(Provider), typeof(StorageSettings), ["This build has no 'orleans-blob': build with -p:OrleansAzureStorage=true, or use 'blob'."]);
#endif
}
