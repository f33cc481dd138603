using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Mote.Storage.Blobs;
using Mote.Storage.Claims;
using Mote.Tests;

namespace Mote.Storage.Tests.Claims;

public sealed class BlobClaimTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);

    private readonly string _container = $"c{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [BlobNames.OfClaim(BlobNaming.ByService, "mote"), BlobNames.OfClaim(BlobNaming.Official, "mote")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TryTake_HeldByAnother_SaysByWhomUntilItIsReleased(string name)
    {
        await using var first = await Claim(name);
        await using var second = await Claim(name);
        Assert.Null(await first.TryTakeAsync(Cancellation));
        var holder = await second.TryTakeAsync(Cancellation);
        Assert.Equal((Environment.MachineName, Environment.ProcessId), (holder!.Machine, holder.ProcessId));
        Assert.Null(await first.RenewAsync(Cancellation));

        await first.ReleaseAsync(Cancellation);
        Assert.Null(await second.TryTakeAsync(Cancellation));
        Assert.NotNull(await first.TryTakeAsync(Cancellation));
    }

    /// <summary>The silos of a cluster have a store together: none keeps another out, and they keep out everybody else for as long as one of them has it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task TryTake_SharedByACluster_IsTheirsUntilTheLastHasGone(string name)
    {
        var cluster = Guid.NewGuid();
        await using var one = await Claim(name, shared: cluster);
        await using var two = await Claim(name, shared: cluster);
        await using var other = await Claim(name, shared: Guid.NewGuid());
        await using var alone = await Claim(name);
        Assert.Null(await one.TryTakeAsync(Cancellation));
        Assert.Null(await two.TryTakeAsync(Cancellation));
        Assert.Null(await one.RenewAsync(Cancellation));
        Assert.NotNull(await other.TryTakeAsync(Cancellation));
        Assert.NotNull(await alone.TryTakeAsync(Cancellation));

        await one.ReleaseAsync(Cancellation);
        Assert.Null(await two.RenewAsync(Cancellation));
        Assert.NotNull(await alone.TryTakeAsync(Cancellation));
        await (await Blob(name)).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancellation);
        Assert.Null(await alone.TryTakeAsync(Cancellation));
        Assert.NotNull(await two.RenewAsync(Cancellation));
    }

    [Fact]
    public async Task TryTake_OtherServiceInTheSameContainer_IsItsOwn()
    {
        await using var one = await Claim(BlobNames.OfClaim(BlobNaming.ByService, "one"));
        await using var other = await Claim(BlobNames.OfClaim(BlobNaming.ByService, "other"));
        Assert.Null(await one.TryTakeAsync(Cancellation));
        Assert.Null(await other.TryTakeAsync(Cancellation));
    }

    [Fact]
    public async Task TryTake_HolderThatNoLongerRenews_IsTakenWithinItsLease()
    {
        var dead = await Claim("~claim");
        Assert.Null(await dead.TryTakeAsync(Cancellation));
        await using var next = await Claim("~claim");
        var start = TimeProvider.System.GetTimestamp();
        // When it was asked, and not when the answer came.
        for (var asked = TimeSpan.Zero; await next.TryTakeAsync(Cancellation) is not null; asked = TimeProvider.System.GetElapsedTime(start))
        {
            Assert.InRange(asked, TimeSpan.Zero, dead.HeldAfterDeath);
            await Task.Delay(TimeSpan.FromMilliseconds(500), Cancellation);
        }

        // Should it live on after all, it learns of it, and takes nothing back.
        Assert.NotNull(await dead.RenewAsync(Cancellation));
        Assert.Null(await next.RenewAsync(Cancellation));
        await dead.DisposeAsync();
        Assert.Null(await next.RenewAsync(Cancellation));
    }

    [Fact]
    public async Task Renew_LeaseBrokenAndNobodyThere_IsTakenAgain()
    {
        await using var claim = await Claim("~claim");
        Assert.Null(await claim.TryTakeAsync(Cancellation));
        await (await Blob("~claim")).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancellation);
        Assert.Null(await claim.RenewAsync(Cancellation));
        await using var second = await Claim("~claim");
        Assert.NotNull(await second.TryTakeAsync(Cancellation));
    }

    [Fact]
    public async Task Renew_LeaseBrokenAndAnotherCameAndWent_SaysSo()
    {
        await using var claim = await Claim("~claim");
        Assert.Null(await claim.TryTakeAsync(Cancellation));
        await (await Blob("~claim")).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancellation);
        await using var visitor = await Claim("~claim");
        Assert.Null(await visitor.TryTakeAsync(Cancellation));
        Assert.NotNull(await claim.RenewAsync(Cancellation));
        await visitor.ReleaseAsync(Cancellation);
        Assert.NotNull(await claim.RenewAsync(Cancellation));
    }

    [Fact]
    public async Task Renew_BlobDeleted_IsMadeAgain()
    {
        await using var claim = await Claim("~claim");
        Assert.Null(await claim.TryTakeAsync(Cancellation));
        await (await Blob("~claim")).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancellation);
        await (await Blob("~claim")).DeleteAsync(cancellationToken: Cancellation);
        Assert.Null(await claim.RenewAsync(Cancellation));
        await using var second = await Claim("~claim");
        Assert.NotNull(await second.TryTakeAsync(Cancellation));
    }

    [Fact]
    public async Task Renew_StoreDown_IsUnavailableAndGoesOnAfterwards()
    {
        await using var server = await AzuriteServer.StartAsync(Cancellation);
        await using var claim = await Claim("~claim", server);
        Assert.Null(await claim.TryTakeAsync(Cancellation));
        await server.WaitUntilSavedAsync("~claim", Cancellation);
        await server.KillAsync();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => claim.RenewAsync(Cancellation));
        await server.RestartAsync(Cancellation);
        Assert.Null(await claim.RenewAsync(Cancellation));
    }

    private async Task<BlobClaim> Claim(string name, AzuriteServer? server = null, Guid? shared = null)
    {
        var options = new BlobGrainStorageOptions { ConnectionString = (server ?? await azurite.ServerAsync()).ConnectionString };
        return new BlobClaim(BlobServiceClients.Create(null!, options).GetBlobContainerClient(_container), name, Shortest, shared, TimeProvider.System);
    }

    private async Task<BlobClient> Blob(string name) => new((await azurite.ServerAsync()).ConnectionString, _container, name);
}
