using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mote.Grains;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Keys;
using Mote.Grains.Reading;
using Mote.Silo.Cluster;
using Mote.Silo.Hosting;
using Mote.Silo.Keys;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mote.Silo.Stored;

/// <summary>A silo's store, opened by its configuration to be read: no cluster is joined, and nothing listens.</summary>
public static class RealmStore
{
    /// <summary>Reads everybody who is enrolled in a realm.</summary>
    /// <param name="configuration">What the silo is configured by: of <c>Mote</c> the sections <c>Storage</c>, <c>Keys</c> and <c>Cluster</c>.</param>
    /// <param name="realm">The realm.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message says how to mend it.</exception>
    /// <exception cref="MoteException">The realm's roster cannot be opened.</exception>
    public static Task<StoredRealm> Read(IConfiguration configuration, string realm, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Open(configuration, reader => reader.Read(realm, progress, cancellationToken), cancellationToken);

    /// <summary>Lets the master keys open what a realm's roster and trail hold, as proof that they are the store's own.</summary>
    /// <param name="configuration">What the silo is configured by: of <c>Mote</c> the sections <c>Storage</c>, <c>Keys</c> and <c>Cluster</c>.</param>
    /// <param name="realm">The realm.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>How many records they opened; 0 where nothing is stored yet.</returns>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message says how to mend it.</exception>
    /// <exception cref="MoteException">A record does not open; the code says by which rule.</exception>
    public static Task<int> Prove(IConfiguration configuration, string realm, CancellationToken cancellationToken) =>
        Open(configuration, reader => reader.Prove(realm, cancellationToken), cancellationToken);

    private static async Task<T> Open<T>(IConfiguration configuration, Func<RealmReader, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var cluster = BoundSettings.Of<ClusterSettings>(configuration, "Cluster");
        var storage = BoundSettings.Of<StorageSettings>(configuration, "Storage");
        if (storage.Provider == "sqlite" && !File.Exists(storage.Sqlite.Path))
            throw BoundSettings.Refusal<StorageSettings>([$"There is no store '{storage.Sqlite.Path}': set Mote:Storage:Sqlite:Path to the file of the silo."]);
        using var keys = new KeptMasterKeys(KeySettings.Open(configuration));
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: cluster.ServiceId, clusterId: cluster.ClusterId);
            storage.AddTo(silo);
        });

        // Never started: of a silo's stages only the storage's own are gone through.
        using var host = builder.Build();
        var store = host.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorageName.Mote);
        var opening = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        (store as ILifecycleParticipant<ISiloLifecycle>)?.Participate(opening);
        await opening.OnStart(cancellationToken);
        try
        {
            return await read(new RealmReader(store, keys, host.Services.GetRequiredService<Serializer>(), host.Services.GetRequiredService<GrainTypeResolver>()));
        }
        finally
        {
            await opening.OnStop(CancellationToken.None);
        }
    }
}
