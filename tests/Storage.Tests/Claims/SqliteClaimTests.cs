using System.Diagnostics;
using Mote.Ownership;
using Mote.Storage.Claims;
using Mote.Storage.Tests.Conformance;
using Mote.Storage.Tests.Sqlite;

namespace Mote.Storage.Tests.Claims;

public sealed class SqliteClaimTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => _folder.File("state.db");

    [Fact]
    public async Task TryTake_HeldByThisProcess_SaysSoUntilItIsReleased()
    {
        await using var first = Claim();
        await using var second = Claim();
        Assert.Null(await first.TryTakeAsync(Cancellation));
        Assert.Null(await first.TryTakeAsync(Cancellation));

        var holder = await second.TryTakeAsync(Cancellation);
        Assert.Equal((Environment.MachineName, Environment.ProcessId), (holder!.Machine, holder.ProcessId));
        Assert.InRange(TimeProvider.System.GetUtcNow() - holder.Since, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.Null(await first.RenewAsync(Cancellation));

        await first.ReleaseAsync(Cancellation);
        Assert.Null(await second.TryTakeAsync(Cancellation));
        Assert.NotNull(await first.TryTakeAsync(Cancellation));
    }

    [Fact]
    public async Task TryTake_HolderKilled_IsTakenAtOnce()
    {
        await using var holding = await HoldingProcess.StartAsync(Database, Cancellation);
        await using var claim = Claim();
        Assert.Equal(holding.Id, (await claim.TryTakeAsync(Cancellation))!.ProcessId);

        await holding.KillAsync();
        Assert.Null(await claim.TryTakeAsync(Cancellation));
    }

    [Fact]
    public async Task TryTake_ByAnotherNameOfTheSameDatabase_IsHeld()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right of their own there.");
        Directory.CreateDirectory(_folder.File("real"));
        File.CreateSymbolicLink(_folder.File("folder"), _folder.File("real"));
        File.CreateSymbolicLink(_folder.File("link.db"), Path.Combine("folder", "state.db"));
        await using var holding = await HoldingProcess.StartAsync(Path.Combine(_folder.File("real"), "state.db"), Cancellation);
        foreach (var name in new[] { Path.Combine(_folder.File("folder"), "state.db"), _folder.File("link.db"), Path.Combine(_folder.File("real"), "..", "real", "state.db") })
        {
            await using var claim = new SqliteClaim(name, TimeProvider.System);
            Assert.Equal(holding.Id, (await claim.TryTakeAsync(Cancellation))!.ProcessId);
        }
    }

    [Fact]
    public async Task Release_ChildProcessStillRuns_LeavesItNothing()
    {
        await using var first = Claim();
        Assert.Null(await first.TryTakeAsync(Cancellation));
        using var child = Process.Start("sleep", "600");
        try
        {
            await first.ReleaseAsync(Cancellation);
            await using var second = Claim();
            Assert.Null(await second.TryTakeAsync(Cancellation));
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public async Task Renew_LockFileDeleted_IsTakenAgainBeforeAnybodyElse()
    {
        await using var first = Claim();
        Assert.Null(await first.TryTakeAsync(Cancellation));
        Directory.Delete(Database + ".claim", recursive: true);
        Assert.Null(await first.RenewAsync(Cancellation));

        await using var second = Claim();
        Assert.Equal(Environment.ProcessId, (await second.TryTakeAsync(Cancellation))!.ProcessId);
    }

    [Fact]
    public async Task Renew_LockFileDeletedAndTakenByAnother_SaysByWhom()
    {
        await using var first = Claim();
        Assert.Null(await first.TryTakeAsync(Cancellation));
        File.Delete(Path.Combine(Database + ".claim", "lock"));
        await using var holding = await HoldingProcess.StartAsync(Database, Cancellation);
        Assert.Equal(holding.Id, (await first.RenewAsync(Cancellation))!.ProcessId);

        // What is another's now is left as it is.
        await first.ReleaseAsync(Cancellation);
        await using var third = Claim();
        Assert.Equal(holding.Id, (await third.TryTakeAsync(Cancellation))!.ProcessId);
    }

    [Fact]
    public async Task Renew_FolderGone_IsUnavailableAndMadeByNobody()
    {
        Directory.CreateDirectory(_folder.File("moved"));
        await using var claim = new SqliteClaim(Path.Combine(_folder.File("moved"), "state.db"), TimeProvider.System);
        Assert.Null(await claim.TryTakeAsync(Cancellation));
        Directory.Move(_folder.File("moved"), _folder.File("away"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => claim.RenewAsync(Cancellation));
        Assert.False(Directory.Exists(_folder.File("moved")));

        Directory.Move(_folder.File("away"), _folder.File("moved"));
        Assert.Null(await claim.RenewAsync(Cancellation));
    }

    [Fact]
    public async Task TryTake_FolderThatOthersMayWriteTo_IsRefusedWithTheCommandThatMendsIt()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        var folder = Directory.CreateDirectory(_folder.File("open"));
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)511);
        var database = Path.Combine(folder.FullName, "state.db");
        await using var claim = new SqliteClaim(database, TimeProvider.System);
        Assert.Contains("chmod 700", (await Assert.ThrowsAsync<StorageUnavailableException>(() => claim.TryTakeAsync(Cancellation))).Message, StringComparison.Ordinal);
        using var storage = TestStorages.Sqlite(new() { Path = database });
        Assert.Contains("chmod 700", (await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.InitialiseAsync(Cancellation))).Message, StringComparison.Ordinal);
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task Claim_WhileItIsHeld_TheDatabaseCanBeRead()
    {
        await using var holding = await HoldingProcess.StartAsync(Database, Cancellation);
        using var storage = TestStorages.Sqlite(new() { Path = Database });
        await storage.InitialiseAsync(Cancellation);
        var state = new SampleGrainState(new SampleState());
        await storage.ReadStateAsync("identity", GrainId.Create("identity", "anna"), state);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Claim_ItsFiles_AreTheOwnersAlone()
    {
        await using var claim = Claim();
        Assert.Null(await claim.TryTakeAsync(Cancellation));
        Assert.Null(OwnersAlone.RefusalOfSecretFolder(Database + ".claim"));
        Assert.All(Directory.GetFiles(Database + ".claim"), file => Assert.Null(OwnersAlone.RefusalOfSecret(file)));
    }

    public void Dispose() => _folder.Dispose();

    private SqliteClaim Claim() => new(Database, TimeProvider.System);
}
