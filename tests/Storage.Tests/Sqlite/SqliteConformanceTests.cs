using Microsoft.Data.Sqlite;
using Mote.Storage.Envelopes;
using Mote.Storage.Sqlite;
using Mote.Storage.Tests.Conformance;
using Orleans.Storage;

namespace Mote.Storage.Tests.Sqlite;

public sealed class SqliteConformanceTests : StorageConformance
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("state.db");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private protected override async Task<GrainStateStorage> OpenAsync(string serviceId = "service", IGrainStorageSerializer? serializer = null)
    {
        var storage = TestStorages.Sqlite(new SqliteGrainStorageOptions { Path = Path, GrainStorageSerializer = serializer }, serviceId);
        await storage.InitialiseAsync(Cancellation);
        return storage;
    }

    private protected override Task OverwriteAsync(GrainId grain, byte[] envelope)
    {
        using var connection = Open();
        Assert.Equal(1, connection.Run("UPDATE state SET envelope = $envelope WHERE grain_key = $key", ("$envelope", envelope), ("$key", grain.Key.AsSpan().ToArray())));
        return Task.CompletedTask;
    }

    private protected override Task<byte[]> RawAsync(GrainId grain)
    {
        using var connection = Open();
        return Task.FromResult(connection.Scalar<byte[]>("SELECT envelope FROM state WHERE grain_key = $key", ("$key", grain.Key.AsSpan().ToArray()))!);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
