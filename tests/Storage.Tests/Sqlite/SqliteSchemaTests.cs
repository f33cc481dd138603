using Microsoft.Data.Sqlite;
using Mote.Storage.Envelopes;
using Mote.Storage.Sqlite;
using Mote.Storage.Tests.Conformance;

namespace Mote.Storage.Tests.Sqlite;

/// <summary>A file that an earlier version made becomes one of this version's, and nobody else's is touched.</summary>
public sealed class SqliteSchemaTests : IDisposable
{
    private const string Name = "identity";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => _folder.File("state.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FirstSchema_Opened_EveryRecordIsWhereItWasWithTheTagThatItHad()
    {
        string[] people = [.. Enumerable.Range(0, 300).Select(number => $"site/person-{number}")];
        var tags = await WriteInTheFirst(people);

        using var storage = await Open();
        foreach (var person in people)
        {
            var state = await Read(storage, person);
            Assert.Equal((person, tags[person]), (state.State.Text, state.ETag));
            state.State.Text = $"{person} again";
            await storage.WriteStateAsync(Name, GrainId.Create(Name, person), state);
            Assert.Equal($"{person} again", (await Read(storage, person)).State.Text);
        }

        using var connection = Connect();
        Assert.Equal(people.Length, connection.Scalar<long>("SELECT count(*) FROM state"));
        Assert.Equal(2, connection.Scalar<long>("PRAGMA user_version"));
    }

    [Fact]
    public async Task FirstSchema_InUseByAnother_IsRefusedAndStaysAsItWas()
    {
        await WriteInTheFirst(["site/ada"]);
        using (var other = Connect())
        {
            other.Run("BEGIN IMMEDIATE");
            using var refused = TestStorages.Sqlite(new() { Path = Path, BusyTimeout = TimeSpan.FromSeconds(0.2) });
            await Assert.ThrowsAsync<StorageUnavailableException>(() => refused.InitialiseAsync(Cancellation));
            Assert.Equal(1, other.Scalar<long>("PRAGMA user_version"));
        }

        using var storage = await Open();
        Assert.True((await Read(storage, "site/ada")).RecordExists);
    }

    [Fact]
    public async Task ALaterSchema_IsRefusedAndStaysAsItWas()
    {
        using (await Open())
        {
        }

        using (var connection = Connect())
            connection.Run("PRAGMA user_version = 3");
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(Open);
        Assert.Contains("schema version 3", refusal.Message, StringComparison.Ordinal);
        using (var connection = Connect())
            Assert.Equal(3, connection.Scalar<long>("PRAGMA user_version"));
    }

    /// <summary>Writes records, and lays them out as the first version had them.</summary>
    private async Task<Dictionary<string, string>> WriteInTheFirst(string[] people)
    {
        Dictionary<string, string> tags = [];
        using (var storage = await Open())
        {
            foreach (var person in people)
            {
                var state = new SampleGrainState(new SampleState { Text = person });
                await storage.WriteStateAsync(Name, GrainId.Create(Name, person), state);
                tags[person] = state.ETag!;
            }
        }

        using var connection = Connect();
        connection.Run("""
            BEGIN;
            ALTER TABLE state RENAME TO today;
            CREATE TABLE state (
                service TEXT NOT NULL, name TEXT NOT NULL, grain_type BLOB NOT NULL, grain_key BLOB NOT NULL,
                etag TEXT NOT NULL, envelope BLOB NOT NULL,
                UNIQUE (service, name, grain_type, grain_key)) STRICT;
            INSERT INTO state SELECT service, name, grain_type, grain_key, etag, envelope FROM today;
            DROP TABLE today;
            PRAGMA user_version = 1;
            COMMIT;
            """);
        return tags;
    }

    private async Task<GrainStateStorage> Open()
    {
        var storage = TestStorages.Sqlite(new() { Path = Path });
        await storage.InitialiseAsync(Cancellation);
        return storage;
    }

    private static async Task<SampleGrainState> Read(GrainStateStorage storage, string person)
    {
        var state = new SampleGrainState(new SampleState());
        await storage.ReadStateAsync(Name, GrainId.Create(Name, person), state);
        return state;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
