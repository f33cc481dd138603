using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A database is one silo's: a second is refused and told whose, and whoever follows a dead one starts at once.</summary>
public sealed class ClaimedDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-claimed-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SecondSiloOnTheSameFolder_IsRefusedUntilTheFirstIsKilledAndThenStartsAtOnce()
    {
        var real = _folder.CreateSubdirectory("real").FullName;
        await using var first = await SiloProcess.Start(DemoPeople.Settings(real));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), real);
        foreach (var name in new[] { real, Path.Combine(_folder.FullName, "link") })
        {
            await using var refused = SiloProcess.Of(DemoPeople.Settings(name));
            refused.Launch();
            Assert.Equal(1, await refused.Ended());
            Assert.Contains($"is held by process {first.Id} on '{Environment.MachineName}', since ", refused.Output(), StringComparison.Ordinal);
        }

        Assert.Equal(0, await first.Client.CountAsync(Cancelled));
        await first.Kill();
        await using var next = await SiloProcess.Start(DemoPeople.Settings(Path.Combine(_folder.FullName, "link")));
        Assert.DoesNotContain("is held by", next.Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderThatOthersMayWriteTo_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        var open = _folder.CreateSubdirectory("open").FullName;
        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | UnixFileMode.OtherWrite);
        await using var refused = SiloProcess.Of(DemoPeople.Settings(open));
        refused.Launch();
        Assert.Equal(1, await refused.Ended());
        Assert.Contains($"chmod 700 '{open}'", refused.Output(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(open));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
