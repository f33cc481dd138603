using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Mote.Storage.Envelopes;
using Mote.Storage.Sqlite;
using Mote.Storage.Tests.Conformance;

namespace Mote.Storage.Tests.Sqlite;

public sealed class SqliteFailureTests : IDisposable
{
    private const string Name = "identity";
    private static readonly GrainId Anna = GrainId.Create("identity", "anna");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => _folder.File("deep/state.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LockedBeyondTheBusyTimeout_FailsTypedInBoundedTime_WhileReadsGoOn_AndServesAfterwards()
    {
        using var storage = await OpenAsync(TimeSpan.FromSeconds(0.3));
        var state = await WrittenAsync(storage, "one");
        var etag = state.ETag;
        using (var other = Open())
        {
            other.Run("BEGIN IMMEDIATE");
            var watch = Stopwatch.StartNew();
            var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync(Name, Anna, state));
            Assert.Contains("held by another process", failure.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.CheckAsync(Cancellation).AsTask());
            Assert.True(watch.Elapsed < Bound, $"took {watch.Elapsed}");
            Assert.Equal("one", (await ReadAsync(storage)).State.Text);
            other.Run("ROLLBACK");
        }

        Assert.Equal(etag, state.ETag);
        await storage.WriteStateAsync(Name, Anna, state);
    }

    [Fact]
    public async Task CallersThread_NeverWaitsForTheDatabase()
    {
        using var storage = await OpenAsync(TimeSpan.FromMinutes(2));
        using var other = Open();
        other.Run("BEGIN IMMEDIATE");
        // Whoever waited for the database would wait until it gave up, and have a task that has failed.
        var write = storage.WriteStateAsync(Name, Anna, new SampleGrainState(new SampleState()));
        Assert.False(write.IsCompleted);
        other.Run("ROLLBACK");
        await write;
    }

    [Fact]
    public async Task DeletedFile_IsAnErrorForReadsAndWrites_NeverAnEmptyDatabase_AndServesOncePutBack()
    {
        using var storage = await OpenAsync();
        var state = await WrittenAsync(storage, "one");
        storage.Dispose();
        var backup = _folder.File("backup.db");
        File.Copy(Path, backup);

        using var again = await OpenAsync();
        await again.WriteStateAsync(Name, GrainId.Create("identity", "berta"), new SampleGrainState(new SampleState()));
        foreach (var file in Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!))
            File.Delete(file);
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => ReadAsync(again));
        Assert.Contains("is gone", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => again.WriteStateAsync(Name, Anna, state));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => again.CheckAsync(Cancellation).AsTask());
        Assert.False(File.Exists(Path));

        File.Copy(backup, Path);
        Assert.Equal("one", (await ReadAsync(again)).State.Text);
        await again.WriteStateAsync(Name, Anna, state);
    }

    [Fact]
    public async Task CorruptFile_FailsTyped()
    {
        using (var storage = await OpenAsync())
            await WrittenAsync(storage, new string('x', 100_000));
        var bytes = await File.ReadAllBytesAsync(Path, Cancellation);
        // All but the first page.
        Array.Fill(bytes, (byte)0x5A, 1024, bytes.Length - 1024);
        await File.WriteAllBytesAsync(Path, bytes, Cancellation);

        using var damaged = TestStorages.Sqlite(new() { Path = Path });
        var read = await Assert.ThrowsAsync<StorageUnavailableException>(() => ReadAsync(damaged));
        Assert.Contains("restore it from a backup", read.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WrittenAsync(damaged, "two"));
    }

    [Fact]
    public async Task TextFile_IsRefusedAtStart()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, new string('n', 5000), Cancellation);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync());
    }

    [Fact]
    public async Task DatabaseOfSomethingElse_IsRefusedAtStart()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using (var foreign = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            foreign.Open();
            foreign.Run("CREATE TABLE accounts (id INTEGER)");
        }

        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync());
        Assert.Contains("a database of something else", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1024)]
    [InlineData(4096, 4096)]
    public async Task Pages_OfANewDatabase_AreSmallAndAnOlderOneKeepsItsOwn(int? before, long expected)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using (var storage = await OpenAsync())
            await WrittenAsync(storage, "one");
        if (before is not null)
        {
            using var older = Open();
            older.Run($"PRAGMA journal_mode = DELETE; PRAGMA page_size = {before}; VACUUM;");
        }

        using (var storage = await OpenAsync())
        {
            var state = await ReadAsync(storage);
            Assert.Equal("one", state.State.Text);
            await storage.WriteStateAsync(Name, Anna, state);
        }

        using var database = Open();
        Assert.Equal(expected, database.Scalar<long>("PRAGMA page_size"));
        Assert.Equal("wal", database.Scalar<string>("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task NewFile_IsForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
        using var storage = await OpenAsync();
        await WrittenAsync(storage, "one");
        foreach (var file in Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!))
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task ReadOnlyFile_FailsTyped()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "A privileged user may write read-only files.");
        using (var storage = await OpenAsync())
            await WrittenAsync(storage, "one");
        File.SetAttributes(Path, FileAttributes.ReadOnly);
        using var readOnly = TestStorages.Sqlite(new() { Path = Path });
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => WrittenAsync(readOnly, "two"));
        Assert.Contains("give this user the right", failure.Message, StringComparison.Ordinal);
        File.SetAttributes(Path, FileAttributes.Normal);
    }

    [Fact]
    public async Task ShutDown_FinishesWhatIsQueued_AndThenRefuses()
    {
        var storage = await OpenAsync();
        var writes = Enumerable.Range(0, 50)
            .Select(i => storage.WriteStateAsync(Name, GrainId.Create("identity", $"{i}"), new SampleGrainState(new SampleState()))).ToArray();
        storage.Dispose();
        storage.Dispose();
        await Task.WhenAll(writes);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WrittenAsync(storage, "late"));
    }

    private static async Task<SampleGrainState> WrittenAsync(GrainStateStorage storage, string text)
    {
        var state = new SampleGrainState(new SampleState { Text = text });
        await storage.WriteStateAsync(Name, Anna, state);
        return state;
    }

    private static async Task<SampleGrainState> ReadAsync(GrainStateStorage storage)
    {
        var state = new SampleGrainState(new SampleState());
        await storage.ReadStateAsync(Name, Anna, state);
        return state;
    }

    private async Task<GrainStateStorage> OpenAsync(TimeSpan? busy = null)
    {
        var storage = TestStorages.Sqlite(new() { Path = Path, BusyTimeout = busy ?? TimeSpan.FromSeconds(5) });
        await storage.InitialiseAsync(Cancellation);
        return storage;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
