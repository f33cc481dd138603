using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Mote.Storage.Records;
using Mote.Storage.Sqlite;
using Mote.Storage.Tests.Conformance;

namespace Mote.Storage.Tests.Sqlite;

public sealed class SqliteStorageTests : StorageConformance, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-sqlite-");

    private string File => Path.Combine(_folder.FullName, "mote.db");

    [Fact]
    public async Task Write_FileHeldByAnotherProgram_FailsAfterTheTimeoutAndRecovers()
    {
        await using var harness = await StorageHarness.Open(new SqliteRecordStore(new() { Path = File, BusyTimeout = TimeSpan.FromMilliseconds(300) }));
        var grain = await new Activation(harness.Storage, "r/a").Write("one");
        using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            var start = Stopwatch.GetTimestamp();
            await Assert.ThrowsAsync<RecordStoreException>(() => grain.Write("two"));
            await Assert.ThrowsAsync<RecordStoreException>(() => harness.Storage.Check(Cancelled));
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
            // Readers are not held up.
            Assert.Equal("one", (await new Activation(harness.Storage, "r/a").Read()).Value.Text);
        }

        await (await new Activation(harness.Storage, "r/a").Read()).Write("three");
        Assert.Equal("three", (await new Activation(harness.Storage, "r/a").Read()).Value.Text);
    }

    [Fact]
    public async Task Initialise_FolderThatIsMissing_SaysWhatToMend()
    {
        var failure = await Assert.ThrowsAsync<RecordStoreException>(() =>
            StorageHarness.Open(new SqliteRecordStore(new() { Path = Path.Combine(_folder.FullName, "absent", "mote.db") })));
        Assert.Contains("folder exists", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialise_FileThatIsNoDatabase_IsNamed()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("not a database ", 100)), Cancelled);
        var failure = await Assert.ThrowsAsync<RecordStoreException>(() => StorageHarness.Open(SameStore()));
        Assert.Contains(File, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_DiskFull_FailsAndKeepsWhatWasThere()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var grain = await new Activation(harness.Storage, "r/a").Write("one");
        await harness.Storage.DisposeAsync();

        // SQLite answers "disk full" where the file may not grow.
        await using var full = await StorageHarness.Open(new SqliteRecordStore(new() { Path = File, MostPages = 8 }));
        grain = await new Activation(full.Storage, "r/a").Read();
        await Assert.ThrowsAsync<RecordStoreException>(() => grain.Write("two", 200_000));
        Assert.Equal("one", (await new Activation(full.Storage, "r/a").Read()).Value.Text);
    }

    [Fact]
    public async Task Dispose_Twice_IsDoneOnce()
    {
        var harness = await StorageHarness.Open(await NewStore());
        await harness.DisposeAsync();
        await harness.DisposeAsync();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    internal override Task<IRecordStore> NewStore() => Task.FromResult(SameStore());

    internal override IRecordStore SameStore() => new SqliteRecordStore(new() { Path = File });

    protected override Task DropContainer()
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var drop = connection.CreateCommand();
        drop.CommandText = "DROP TABLE records";
        drop.ExecuteNonQuery();
        return Task.CompletedTask;
    }
}
