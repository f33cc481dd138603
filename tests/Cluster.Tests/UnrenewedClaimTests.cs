using System.Diagnostics;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A claim that is not renewed: by a silo that is dead, and by one whose store is away.</summary>
public sealed class UnrenewedClaimTests
{
    // How much longer than any other a start may take after a silo was killed.
    private static readonly TimeSpan MostWaiting = TimeSpan.FromSeconds(45);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SiloKilled_TheNextSaysWhatItWaitsForAndStartsInTime()
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        // As it is unless somebody sets it.
        var settings = DemoPeople.Settings(azurite, "blob").Where(setting => setting.Key != "Mote:Storage:Blob:LeaseSeconds").ToDictionary();
        await using var silo = SiloProcess.Of(settings);
        var usual = await Start(silo);
        var killed = silo.Id;
        await silo.Kill();
        Assert.InRange(await Start(silo), TimeSpan.Zero, usual + MostWaiting);
        Assert.Contains($"held by process {killed} on '{Environment.MachineName}'", silo.Output(), StringComparison.Ordinal);
        Assert.Equal(0, await silo.Client.CountAsync(Cancelled));
    }

    [Fact]
    public async Task StoreAwayForAWhile_TheSiloGoesOn()
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        await using var silo = await SiloProcess.Start(DemoPeople.Settings(azurite, "blob"));
        await azurite.WaitUntilSavedAsync("mote/~claim", Cancelled);
        await azurite.KillAsync();
        await silo.Says("It goes on with what it knows");
        await azurite.RestartAsync(Cancelled);
        await silo.Says("is this silo's as before");
        await silo.Ready();

        await using var second = SiloProcess.Of(DemoPeople.Settings(azurite, "blob"));
        second.Launch();
        Assert.Equal(1, await second.Ended());
        Assert.Contains($"held by process {silo.Id} on", second.Output(), StringComparison.Ordinal);
    }

    private static async Task<TimeSpan> Start(SiloProcess silo)
    {
        var start = Stopwatch.GetTimestamp();
        await silo.Start();
        return Stopwatch.GetElapsedTime(start);
    }
}
