using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A container is one silo's: a second is refused and told whose, and who loses it stops.</summary>
public sealed class ClaimedContainerTests
{
    public static TheoryData<string> BlobProviders => ["blob", "orleans-blob"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(BlobProviders))]
    public async Task SecondSilo_IsRefusedAfterTheWaitAndToldWhoHoldsIt(string provider)
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        await using var first = await SiloProcess.Start(DemoPeople.Settings(azurite, provider));
        await using var second = SiloProcess.Of(DemoPeople.Settings(azurite, provider));
        second.Launch();
        Assert.Equal(1, await second.Ended());
        var output = second.Output();
        Assert.Contains($"held by process {first.Id} on '{Environment.MachineName}', since ", output, StringComparison.Ordinal);
        Assert.Contains("waiting so long", output, StringComparison.Ordinal);
        Assert.Contains("stop that one first", output, StringComparison.Ordinal);

        // A stop gives it back at once.
        await first.Stop();
        await using var next = await SiloProcess.Start(DemoPeople.Settings(azurite, provider));
        Assert.DoesNotContain("held by", next.Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LeaseTakenByAnother_StopsTheSilo()
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        await using var silo = await SiloProcess.Start(DemoPeople.Settings(azurite, "blob"));
        var claim = new BlobClient(azurite.ConnectionString, DemoPeople.Container, "mote/~claim");
        var lease = claim.GetBlobLeaseClient();
        await lease.BreakAsync(TimeSpan.Zero, cancellationToken: Cancelled);
        await lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: Cancelled);
        Assert.Equal(1, await silo.Ended());
        Assert.Contains("is another silo's now", silo.Output(), StringComparison.Ordinal);
    }
}
