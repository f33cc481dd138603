using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A store is one silo's: a second is refused and told whose, and whoever follows a dead one starts.</summary>
public sealed class ClaimedStoreTests : IDisposable
{
    private const string Container = "claimed";

    // Within which a silo must be back after it was killed.
    private static readonly TimeSpan BackAgain = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-claimed-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> BlobProviders => ["blob", "orleans-blob"];

    [Fact]
    public async Task Sqlite_SecondSiloOnTheSameFolder_IsRefusedUntilTheFirstIsKilledAndThenStartsAtOnce()
    {
        var real = _folder.CreateSubdirectory("real").FullName;
        await using var first = await SiloProcess.Start(Sqlite(real));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), real);
        foreach (var name in new[] { real, Path.Combine(_folder.FullName, "link") })
        {
            await using var refused = SiloProcess.Of(Sqlite(name));
            refused.Launch();
            Assert.NotEqual(0, await refused.Ended());
            Assert.Contains($"is held by process {first.Id} on '{Environment.MachineName}', since ", refused.Output(), StringComparison.Ordinal);
        }

        Assert.Equal(0, await first.Client.CountAsync(Cancelled));
        await first.Kill();
        await using var next = await SiloProcess.Start(Sqlite(Path.Combine(_folder.FullName, "link")));
        Assert.DoesNotContain("is held by", next.Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sqlite_FolderThatOthersMayWriteTo_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        var open = _folder.CreateSubdirectory("open").FullName;
        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | UnixFileMode.OtherWrite);
        await using var refused = SiloProcess.Of(Sqlite(open));
        refused.Launch();
        Assert.NotEqual(0, await refused.Ended());
        Assert.Contains($"chmod 700 '{open}'", refused.Output(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(open));
    }

    [Theory]
    [MemberData(nameof(BlobProviders))]
    public async Task Blob_SecondSilo_IsRefusedAfterTheWaitAndToldWhoHoldsIt(string provider)
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        await using var first = await SiloProcess.Start(Blob(azurite, provider));
        await using var second = SiloProcess.Of(Blob(azurite, provider));
        second.Launch();
        Assert.NotEqual(0, await second.Ended());
        var output = second.Output();
        Assert.Contains($"held by process {first.Id} on '{Environment.MachineName}', since ", output, StringComparison.Ordinal);
        Assert.Contains("waiting so long", output, StringComparison.Ordinal);
        Assert.Contains("stop that one first", output, StringComparison.Ordinal);

        // A stop gives it back at once.
        await first.Stop();
        await using var next = await SiloProcess.Start(Blob(azurite, provider));
        Assert.DoesNotContain("held by", next.Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blob_SiloKilled_TheNextSaysWhatItWaitsForAndStartsInTime()
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        // As it is unless somebody sets it.
        var settings = Blob(azurite, "blob").Where(setting => setting.Key != "Mote__Storage__Blob__LeaseSeconds").ToDictionary();
        await using var silo = await SiloProcess.Start(settings);
        var killed = silo.Id;
        await silo.Kill();
        var start = Stopwatch.GetTimestamp();
        await silo.Start();
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, BackAgain);
        Assert.Contains($"held by process {killed} on '{Environment.MachineName}'", silo.Output(), StringComparison.Ordinal);
        Assert.Equal(0, await silo.Client.CountAsync(Cancelled));
    }

    [Fact]
    public async Task Blob_LeaseTakenByAnother_StopsTheSilo()
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        await using var silo = await SiloProcess.Start(Blob(azurite, "blob"));
        var claim = new BlobClient(azurite.ConnectionString, Container, "mote/~claim");
        var lease = claim.GetBlobLeaseClient();
        await lease.BreakAsync(TimeSpan.Zero, cancellationToken: Cancelled);
        await lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: Cancelled);
        await silo.Ended();
        Assert.Contains("is another silo's now", silo.Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blob_StoreAwayForAWhile_TheSiloGoesOn()
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        await using var silo = await SiloProcess.Start(Blob(azurite, "blob"));
        await azurite.WaitUntilSavedAsync("mote/~claim", Cancelled);
        await azurite.KillAsync();
        await silo.Says("It goes on with what it knows");
        await azurite.RestartAsync(Cancelled);
        await silo.Says("is this silo's as before");
        await silo.Ready();

        await using var second = SiloProcess.Of(Blob(azurite, "blob"));
        second.Launch();
        Assert.NotEqual(0, await second.Ended());
        Assert.Contains($"held by process {silo.Id} on", second.Output(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Dictionary<string, string> Sqlite(string folder) => Demo(new()
    {
        ["Mote__Storage__Sqlite__Path"] = Path.Combine(folder, "mote.db"),
    });

    private static Dictionary<string, string> Blob(AzuriteServer azurite, string provider) => Demo(new()
    {
        ["Mote__Storage__Provider"] = provider,
        ["Mote__Storage__Blob__ConnectionString"] = azurite.ConnectionString,
        ["Mote__Storage__Blob__Container"] = Container,
        ["Mote__Storage__Blob__LeaseSeconds"] = "15",
    });

    private static Dictionary<string, string> Demo(Dictionary<string, string> settings)
    {
        var models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");
        settings["DOTNET_ENVIRONMENT"] = "Demo";
        settings["Mote__Detector"] = Path.Combine(models, "mote-demo-detector.onnx");
        settings["Mote__Embedder"] = Path.Combine(models, "mote-demo-embedder.onnx");
        settings["Mote__Cohort"] = Path.Combine(models, "mote-demo.cohort");
        return settings;
    }
}
