using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mote.Storage.Blobs;
using Mote.Storage.Tests.Conformance;
using Mote.Tests;
using Orleans.Storage;

namespace Mote.Storage.Tests.Blobs;

public sealed class BlobOutageTests(AzuriteFixture azurite)
{
    private const string Name = "identity";
    private static readonly GrainId Anna = GrainId.Create("identity", "anna");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledStore_FailsTypedInBoundedTime_AndHoldsEverythingAfterRestart()
    {
        await using var server = await AzuriteServer.StartAsync(Cancellation);
        using var storage = TestStorages.Blob(Options(server.ConnectionString));
        await storage.InitialiseAsync(Cancellation);
        var acknowledged = new Dictionary<GrainId, SampleGrainState>();
        for (var i = 0; i < 20; i++)
        {
            var grain = GrainId.Create("identity", $"person-{i}");
            acknowledged[grain] = new SampleGrainState(new SampleState { Text = $"{i}" });
            await storage.WriteStateAsync(Name, grain, acknowledged[grain]);
        }

        foreach (var grain in acknowledged.Keys)
            await server.WaitUntilSavedAsync(BlobNames.Of(BlobNaming.ByService, "service", new StateAddress(Name, grain)), Cancellation);
        await server.KillAsync();

        var held = acknowledged.First();
        var etag = held.Value.ETag;
        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync(Name, held.Key, held.Value));
        Assert.Contains("cannot be reached", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadStateAsync(Name, held.Key, held.Value));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ClearStateAsync(Name, held.Key, held.Value));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.CheckAsync(Cancellation).AsTask());
        Assert.True(watch.Elapsed < Bound, $"took {watch.Elapsed}");
        Assert.Equal(("0", etag, true), (held.Value.State.Text, held.Value.ETag, held.Value.RecordExists));

        await server.RestartAsync(Cancellation);
        foreach (var (grain, state) in acknowledged)
        {
            var read = new SampleGrainState(new SampleState());
            await storage.ReadStateAsync(Name, grain, read);
            Assert.Equal((state.State.Text, state.ETag), (read.State.Text, read.ETag));
        }

        await storage.WriteStateAsync(Name, held.Key, held.Value);
    }

    [Fact]
    public async Task SilentStore_LeavesAWriteUnknown_AndAReadUnavailable_InBoundedTime()
    {
        using var silence = Silence();
        var options = Options($"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:{((IPEndPoint)silence.LocalEndpoint).Port}/a;");
        options.AttemptTimeout = TimeSpan.FromSeconds(0.3);
        options.MaxRetries = 1;
        using var storage = TestStorages.Blob(options);
        var state = new SampleGrainState(new SampleState { Text = "kept" }) { ETag = "\"1\"", RecordExists = true };

        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAsync<WriteOutcomeUnknownException>(() => storage.WriteStateAsync(Name, Anna, state));
        await Assert.ThrowsAsync<WriteOutcomeUnknownException>(() => storage.ClearStateAsync(Name, Anna, state));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadStateAsync(Name, Anna, state));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.CheckAsync(Cancellation).AsTask());
        Assert.True(watch.Elapsed < Bound, $"took {watch.Elapsed}");
        Assert.Equal(("kept", "\"1\"", true), (state.State.Text, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task OperationTimeout_BoundsAllAttemptsTogether()
    {
        using var silence = Silence();
        var options = Options($"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:{((IPEndPoint)silence.LocalEndpoint).Port}/a;");
        options.AttemptTimeout = TimeSpan.FromMinutes(5);
        options.OperationTimeout = TimeSpan.FromSeconds(0.5);
        using var storage = TestStorages.Blob(options);
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadStateAsync(Name, Anna, new SampleGrainState(new SampleState())));
        Assert.True(watch.Elapsed < Bound, $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task CancelledUnderWay_AReadIsCancelled_AndAWriteIsUnknown()
    {
        using var silence = Silence();
        var options = Options($"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:{((IPEndPoint)silence.LocalEndpoint).Port}/a;");
        options.AttemptTimeout = TimeSpan.FromMinutes(5);
        using var storage = TestStorages.Blob(options);

        await CancelOnceConnectedAsync(silence, async token =>
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.ReadStateAsync(Name, Anna, new SampleGrainState(new SampleState()), token)));
        await CancelOnceConnectedAsync(silence, async token =>
        {
            var failure = await Assert.ThrowsAsync<WriteOutcomeUnknownException>(() => storage.WriteStateAsync(Name, Anna, new SampleGrainState(new SampleState()), token));
            Assert.IsAssignableFrom<InconsistentStateException>(failure);
            Assert.IsAssignableFrom<OperationCanceledException>(failure.InnerException);
        });
    }

    [Fact]
    public async Task WrongKey_IsUnavailable_AndTheMessageHoldsNoSecret()
    {
        const string wrong = "d3Jvbmcga2V5IHRoYXQgbXVzdCBub3QgYmUgc2hvd24=";
        var right = (await azurite.ServerAsync()).ConnectionString;
        var key = right.Split("AccountKey=")[1].Split(';')[0];
        using var storage = TestStorages.Blob(Options(right.Replace(key, wrong, StringComparison.Ordinal)));
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync(Name, Anna, new SampleGrainState(new SampleState())));
        Assert.Contains("refused the credential", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task CancelOnceConnectedAsync(TcpListener silence, Func<CancellationToken, Task> operation)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = operation(cancel.Token);
        using var connection = await silence.AcceptTcpClientAsync(Cancellation);
        await connection.GetStream().ReadExactlyAsync(new byte[1], Cancellation);
        await cancel.CancelAsync();
        await running;
    }

    // Takes connections, and requests, and never answers.
    private static TcpListener Silence()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static BlobGrainStorageOptions Options(string connection) =>
        new() { ConnectionString = connection, ContainerName = $"c{Guid.NewGuid():N}", OperationTimeout = TimeSpan.FromSeconds(5), MaxRetries = 1 };
}
