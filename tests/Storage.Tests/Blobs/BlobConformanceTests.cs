using Azure.Storage.Blobs;
using Mote.Storage.Blobs;
using Mote.Storage.Envelopes;
using Mote.Storage.Tests.Conformance;
using Mote.Tests;
using Orleans.Storage;

namespace Mote.Storage.Tests.Blobs;

public sealed class BlobConformanceTests(AzuriteFixture azurite) : StorageConformance
{
    private static readonly GrainId Anna = GrainId.Create("identity", "site/anna");

    private readonly string _container = $"c{Guid.NewGuid():N}";

    private protected override async Task<GrainStateStorage> OpenAsync(string serviceId = "service", IGrainStorageSerializer? serializer = null)
    {
        var options = new BlobGrainStorageOptions { ConnectionString = (await azurite.ServerAsync()).ConnectionString, ContainerName = _container, GrainStorageSerializer = serializer };
        // A request that a busy machine answers late is not sent twice: what that means is BlobOutageTests' affair.
        options.AttemptTimeout = options.OperationTimeout = TimeSpan.FromMinutes(2);
        var storage = TestStorages.Blob(options, serviceId);
        await storage.InitialiseAsync(Cancellation);
        return storage;
    }

    private protected override async Task OverwriteAsync(GrainId grain, byte[] envelope) =>
        await (await BlobAsync(grain)).UploadAsync(BinaryData.FromBytes(envelope), overwrite: true, Cancellation);

    private protected override async Task<byte[]> RawAsync(GrainId grain) =>
        (await (await BlobAsync(grain)).DownloadContentAsync(Cancellation)).Value.Content.ToArray();

    [Fact]
    public async Task VanishedContainer_ReadsAsNothing_IsMadeAgainByAWrite_AndRefusesAnUpdate()
    {
        var known = await WrittenAsync(Anna, "one");
        await (await ContainerAsync()).DeleteAsync(cancellationToken: Cancellation);
        AssertFresh(await ReadAsync(Anna));
        await Storage.ClearStateAsync("identity", Anna, new SampleGrainState(new SampleState()));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("identity", Anna, known));
        await WrittenAsync(Anna, "two");
        Assert.Equal("two", (await ReadAsync(Anna)).State.Text);
    }

    [Fact]
    public async Task VanishedContainer_IsMadeAgainByTheProbe()
    {
        await (await ContainerAsync()).DeleteAsync(cancellationToken: Cancellation);
        await Storage.CheckAsync(Cancellation);
        Assert.True(await (await ContainerAsync()).ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task Clear_TakesSnapshotsToo()
    {
        var state = await WrittenAsync(Anna, "one");
        await (await BlobAsync(Anna)).CreateSnapshotAsync(cancellationToken: Cancellation);
        await Storage.ClearStateAsync("identity", Anna, state);
        AssertFresh(await ReadAsync(Anna));
    }

    private async Task<BlobContainerClient> ContainerAsync() => new((await azurite.ServerAsync()).ConnectionString, _container);

    private async Task<BlobClient> BlobAsync(GrainId grain) =>
        (await ContainerAsync()).GetBlobClient(BlobNames.Of(BlobNaming.ByService, "service", new StateAddress("identity", grain)));
}
