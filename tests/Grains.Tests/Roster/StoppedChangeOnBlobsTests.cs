namespace Mote.Grains.Tests.Roster;

[Trait("Takes", "long")]
public sealed class StoppedChangeOnBlobsTests(BlobCluster cluster, ITestOutputHelper output) : StoppedChangeTests(cluster, output), IClassFixture<BlobCluster>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await cluster.Start();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
