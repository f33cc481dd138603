using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Mote.Storage.Blobs;
using Mote.Storage.Envelopes;
using Mote.Storage.Sqlite;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Mote.Storage.Tests.Conformance;

/// <summary>Storages as a silo builds them, without the silo.</summary>
internal static class TestStorages
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static IGrainStorageSerializer Serializer { get; } = new OrleansGrainStorageSerializer(Services.GetRequiredService<Serializer>());

    public static GrainStateStorage Blob(BlobGrainStorageOptions options, string serviceId = "service")
    {
        new BlobGrainStorageOptionsValidator("test", options).ValidateConfiguration();
        return Over(
            new BlobStateStore(BlobServiceClients.Create(Services, options), options, serviceId),
            options.GrainStorageSerializer);
    }

    public static GrainStateStorage Sqlite(SqliteGrainStorageOptions options, string serviceId = "service")
    {
        new SqliteGrainStorageOptionsValidator("test", options).ValidateConfiguration();
        return Over(new SqliteStateStore(options, serviceId), options.GrainStorageSerializer);
    }

    private static GrainStateStorage Over(IStateStore store, IGrainStorageSerializer? serializer) => new(
        "test", store, serializer ?? Serializer, Services.GetRequiredService<IActivatorProvider>(), NullLogger<GrainStateStorage>.Instance);
}
