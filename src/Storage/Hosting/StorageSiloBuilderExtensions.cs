using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Storage.Blob;
using Mote.Storage.Envelopes;
using Mote.Storage.Records;
using Mote.Storage.Sqlite;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Mote.Storage.Hosting;

/// <summary>Registers grain storage; options are validated when the silo starts.</summary>
public static class StorageSiloBuilderExtensions
{
    /// <summary>Keeps grain state in one SQLite file: a single silo, no other service.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="configure">Sets the options.</param>
    public static ISiloBuilder AddMoteSqliteGrainStorage(this ISiloBuilder builder, string name, Action<SqliteGrainStorageOptions> configure) =>
        builder.AddRecords(name, configure, (options, _) => new SqliteRecordStore(options), _ => BlobNaming.ByService);

    /// <summary>Keeps grain state as blobs of one container: any number of silos.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="configure">Sets the options.</param>
    public static ISiloBuilder AddMoteBlobGrainStorage(this ISiloBuilder builder, string name, Action<BlobGrainStorageOptions> configure) =>
        builder.AddRecords(name, configure, (options, _) => new BlobRecordStore(options), options => options.Naming);

#if ORLEANS_AZURE_STORAGE
    /// <summary>
    /// Keeps grain state with Microsoft.Orleans.Persistence.AzureStorage, in the same bytes: with
    /// <see cref="BlobNaming.Orleans"/> both providers read each other's blobs.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="configure">Sets the official provider's options.</param>
    public static ISiloBuilder AddOrleansBlobGrainStorage(this ISiloBuilder builder, string name, Action<AzureBlobStorageOptions> configure)
    {
        builder.AddAzureBlobGrainStorage(name, (OptionsBuilder<AzureBlobStorageOptions> options) => options
            .Configure(configure)
            .Configure<Serializer>((storage, serializer) => storage.GrainStorageSerializer = Enveloped(serializer)));
        return builder;
    }
#endif

    private static ISiloBuilder AddRecords<TOptions>(
        this ISiloBuilder builder, string name, Action<TOptions> configure, Func<TOptions, IServiceProvider, IRecordStore> open, Func<TOptions, BlobNaming> naming)
        where TOptions : class
    {
        builder.Services.AddOptions<TOptions>(name).Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddGrainStorage(name, (services, key) =>
        {
            var options = services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(key);
            var serviceId = services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
            return new RecordGrainStorage(
                open(options, services),
                Enveloped(services.GetRequiredService<Serializer>()),
                services.GetRequiredService<IActivatorProvider>(),
                naming(options) == BlobNaming.Orleans ? OrleansName : (state, grain) => RecordName.Of(serviceId, state, grain));
        });
        builder.Services.AddSingleton<IStorageProbe>(services => (RecordGrainStorage)services.GetRequiredKeyedService<IGrainStorage>(name));
        return builder;
    }

    private static EnvelopeSerializer Enveloped(Serializer serializer) => new(new OrleansGrainStorageSerializer(serializer));

    private static string OrleansName(string stateName, GrainId grainId) => $"{stateName}-{grainId}.json";
}
