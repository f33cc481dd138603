using System.Diagnostics;
using Azure.Storage.Blobs;
using Mote.Storage.Blob;
using Mote.Storage.Records;
using Mote.Storage.Tests.Conformance;
using Mote.Tests;

namespace Mote.Storage.Tests.Blob;

/// <summary>One real Azurite for the class, a fresh container for each test.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private AzuriteServer? _server;

    internal async Task<AzuriteServer> Server() => _server ??= await AzuriteServer.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}

public sealed class BlobStorageTests(AzuriteFixture azurite) : StorageConformance, IClassFixture<AzuriteFixture>
{
    private readonly string _container = $"test-{Guid.NewGuid():N}";
    private string _connection = "";

    [Fact]
    public async Task Store_DownInTheMiddle_FailsInBoundedTimeAndLosesNothing()
    {
        await using var server = await AzuriteServer.StartAsync(Cancelled);
        _connection = server.ConnectionString;
        await using var harness = await StorageHarness.Open(SameStore());
        for (var i = 0; i < 10; i++)
            await new Activation(harness.Storage, $"r/{i}").Write($"{i}");

        await server.StopAsync();
        var start = Stopwatch.GetTimestamp();
        var grain = new Activation(harness.Storage, "r/new");
        await Assert.ThrowsAsync<RecordStoreException>(() => grain.Write("lost"));
        await Assert.ThrowsAsync<RecordStoreException>(() => harness.Storage.Check(Cancelled));
        await Assert.ThrowsAsync<RecordStoreException>(() => new Activation(harness.Storage, "r/0").Read());
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
        Assert.Null(grain.State.ETag);

        await server.RestartAsync(Cancelled);
        for (var i = 0; i < 10; i++)
            Assert.Equal($"{i}", (await new Activation(harness.Storage, $"r/{i}").Read()).Value.Text);
        await grain.Write("found");
    }

    [Fact]
    public async Task Read_MissingContainer_GivesAFreshState()
    {
        var store = await NewStore();
        Assert.Null(await store.Read("mote/state/r%2Fa", Cancelled));
    }

    [Fact]
    public async Task Write_MissingContainer_MakesIt()
    {
        var store = await NewStore();
        Assert.NotEmpty(await store.Write("mote/state/r%2Fa", new BinaryData("x"u8.ToArray()), null, Cancelled));
    }

    internal override async Task<IRecordStore> NewStore()
    {
        _connection = (await azurite.Server()).ConnectionString;
        return SameStore();
    }

    internal override IRecordStore SameStore() => new BlobRecordStore(new()
    {
        Client = options => new BlobServiceClient(_connection, options),
        Container = _container,
        AttemptTimeout = TimeSpan.FromSeconds(5),
        Retries = 1,
    });

    protected override Task DropContainer() => new BlobContainerClient(_connection, _container).DeleteAsync(cancellationToken: Cancelled);
}
