using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Storage;
using Mote.Storage.Blobs;
using Mote.Storage.Claims;
using Mote.Storage.Envelopes;
using Mote.Storage.Sqlite;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Gives a silo a place for grain state. Each storage also registers an <see cref="IStorageProbe"/> and an <see cref="IStoreClaim"/>.</summary>
public static class MoteStorageSiloBuilderExtensions
{
    /// <summary>Keeps grain state in Azure Blob Storage.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name grains ask for; "Default" is used by those that ask for none.</param>
    /// <param name="configure">Sets the options; the silo refuses to start with ones that cannot work.</param>
    /// <returns>The same builder.</returns>
    public static ISiloBuilder AddMoteBlobGrainStorage(this ISiloBuilder builder, string name, Action<BlobGrainStorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<BlobGrainStorageOptions>(name).Configure(configure);
        builder.Services.AddTransient<IConfigurationValidator>(services => new BlobGrainStorageOptionsValidator(name, Options<BlobGrainStorageOptions>(services, name)));
        builder.Services.AddSingleton<IStoreClaim>(services =>
        {
            var options = Options<BlobGrainStorageOptions>(services, name);
            new BlobGrainStorageOptionsValidator(name, options).ValidateConfiguration();
            return BlobClaim(services, BlobServiceClients.Create(services, options), options.ContainerName, options.Naming, options.ClaimLease, options.SharedClaim);
        });
        return builder.AddMoteGrainStorage(name, services =>
        {
            var options = Options<BlobGrainStorageOptions>(services, name);
            // A storage can be built before the silo runs its validators: options are checked at whichever comes first.
            new BlobGrainStorageOptionsValidator(name, options).ValidateConfiguration();
            return Storage(
                services,
                name,
                new BlobStateStore(BlobServiceClients.Create(services, options), options, ServiceId(services)),
                options.GrainStorageSerializer);
        });
    }

    /// <summary>Keeps grain state in one SQLite file.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name grains ask for; "Default" is used by those that ask for none.</param>
    /// <param name="configure">Sets the options; the silo refuses to start with ones that cannot work.</param>
    /// <returns>The same builder.</returns>
    public static ISiloBuilder AddMoteSqliteGrainStorage(this ISiloBuilder builder, string name, Action<SqliteGrainStorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<SqliteGrainStorageOptions>(name).Configure(configure);
        builder.Services.AddTransient<IConfigurationValidator>(services => new SqliteGrainStorageOptionsValidator(name, Options<SqliteGrainStorageOptions>(services, name)));
        builder.Services.AddSingleton<IStoreClaim>(services =>
        {
            var options = Options<SqliteGrainStorageOptions>(services, name);
            new SqliteGrainStorageOptionsValidator(name, options).ValidateConfiguration();
            return new SqliteClaim(options.Path, Time(services));
        });
        return builder.AddMoteGrainStorage(name, services =>
        {
            var options = Options<SqliteGrainStorageOptions>(services, name);
            // A storage can be built before the silo runs its validators: options are checked at whichever comes first.
            new SqliteGrainStorageOptionsValidator(name, options).ValidateConfiguration();
            return Storage(services, name, new SqliteStateStore(options, ServiceId(services)), options.GrainStorageSerializer);
        });
    }

    internal static IStoreClaim BlobClaim(IServiceProvider services, BlobServiceClient service, string container, BlobNaming naming, TimeSpan lease, Guid? shared) =>
        new BlobClaim(service.GetBlobContainerClient(container), BlobNames.OfClaim(naming, ServiceId(services)), lease, shared, Time(services));

    internal static IGrainStorageSerializer Serializer(IServiceProvider services, string name, IGrainStorageSerializer? chosen) =>
        chosen
        ?? services.GetKeyedService<IGrainStorageSerializer>(name)
        ?? new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>());

    private static ISiloBuilder AddMoteGrainStorage(this ISiloBuilder builder, string name, Func<IServiceProvider, GrainStateStorage> create)
    {
        builder.Services.AddGrainStorage(name, (services, _) => create(services));
        builder.Services.AddSingleton<IStorageProbe>(services => (IStorageProbe)services.GetRequiredKeyedService<IGrainStorage>(name));
        return builder;
    }

    private static GrainStateStorage Storage(IServiceProvider services, string name, IStateStore store, IGrainStorageSerializer? serializer) => new(
        name,
        store,
        Serializer(services, name, serializer),
        services.GetRequiredService<IActivatorProvider>(),
        services.GetRequiredService<ILogger<GrainStateStorage>>());

    private static T Options<T>(IServiceProvider services, string name) => services.GetRequiredService<IOptionsMonitor<T>>().Get(name);

    private static TimeProvider Time(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private static string ServiceId(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
}
