using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Mote.Storage.Records;

namespace Mote.Storage.Sqlite;

/// <summary>
/// Records in one SQLite file. SQLite's asynchronous calls block, so nothing of it runs on a caller's thread: one
/// dedicated thread writes, in order of arrival, and readers use the pool. Write-ahead logging keeps them out of each
/// other's way, and a write is on the disk before it is acknowledged.
/// </summary>
internal sealed class SqliteRecordStore : IRecordStore
{
    private readonly SqliteGrainStorageOptions _options;
    private readonly string _connection;
    private readonly BlockingCollection<Action<SqliteConnection>> _writes = [];
    private Task _writer = Task.CompletedTask;
    private int _isDisposed;

    public SqliteRecordStore(SqliteGrainStorageOptions options)
    {
        _options = options;
        _connection = new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        }.ToString();
    }

    public async Task Initialise(CancellationToken cancellationToken)
    {
        await Task.Run(
            () => Guard(() =>
            {
                using var connection = Open();
                Execute(connection, "PRAGMA journal_mode = WAL");
                Execute(connection, "CREATE TABLE IF NOT EXISTS records (name TEXT PRIMARY KEY, etag TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID");
                return true;
            }),
            cancellationToken);
        _writer = Task.Factory.StartNew(WriteInTurn, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task Check(CancellationToken cancellationToken) => Enqueue(connection => Execute(connection, "BEGIN IMMEDIATE; ROLLBACK"), cancellationToken);

    public Task<Record?> Read(string name, CancellationToken cancellationToken) => Task.Run(
        () => Guard(() =>
        {
            using var connection = Open();
            using var command = Command(connection, "SELECT etag, content FROM records WHERE name = $name", ("$name", name));
            using var reader = command.ExecuteReader();
            return reader.Read() ? new Record(new BinaryData(reader.GetFieldValue<byte[]>(1)), reader.GetString(0)) : null;
        }),
        cancellationToken);

    public Task<string> Write(string name, BinaryData content, string? expected, CancellationToken cancellationToken) => Enqueue(
        connection =>
        {
            var etag = Guid.NewGuid().ToString("N");
            var bytes = content.ToArray();
            using var command = expected is null
                ? Command(connection, "INSERT INTO records (name, etag, content) VALUES ($name, $etag, $content) ON CONFLICT DO NOTHING", ("$name", name), ("$etag", etag), ("$content", bytes))
                : Command(connection, "UPDATE records SET etag = $etag, content = $content WHERE name = $name AND etag = $expected", ("$name", name), ("$etag", etag), ("$content", bytes), ("$expected", expected));
            return command.ExecuteNonQuery() == 1 ? etag : throw RecordConflict.Of(name, ETag(connection, name), expected);
        },
        cancellationToken);

    public Task Delete(string name, string? expected, CancellationToken cancellationToken) => Enqueue(
        connection =>
        {
            using var command = Command(connection, "DELETE FROM records WHERE name = $name AND etag = $expected", ("$name", name), ("$expected", expected ?? ""));
            if (command.ExecuteNonQuery() == 1)
                return true;
            var stored = ETag(connection, name);
            return stored is null && expected is null ? true : throw RecordConflict.Of(name, stored, expected);
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // A container disposes what it hands out under several names once for each.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _writes.CompleteAdding();
        await _writer;
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
        _writes.Dispose();
    }

    private async Task<T> Enqueue<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writes.Add(
            connection =>
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    done.SetCanceled(cancellationToken);
                    return;
                }

                try
                {
                    done.SetResult(Guard(() =>
                    {
                        Ready(connection);
                        return write(connection);
                    }));
                }
                catch (Exception failure)
                {
                    done.SetException(failure);
                }
            },
            cancellationToken);
        return await done.Task;
    }

    private void WriteInTurn()
    {
        using var connection = new SqliteConnection(_connection);
        foreach (var write in _writes.GetConsumingEnumerable())
            write(connection);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        Ready(connection);
        return connection;
    }

    private void Ready(SqliteConnection connection)
    {
        if (connection.State == System.Data.ConnectionState.Open)
            return;
        connection.Open();
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)_options.BusyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL"));
        if (_options.MostPages > 0)
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {_options.MostPages}"));
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException failure)
        {
            throw new RecordStoreException(
                $"The SQLite file '{_options.Path}' cannot be used ({failure.Message.TrimEnd('.')}): see that its folder exists, can be written, has room, and that no other program holds it.", failure);
        }
    }

    private static string? ETag(SqliteConnection connection, string name)
    {
        using var command = Command(connection, "SELECT etag FROM records WHERE name = $name", ("$name", name));
        return command.ExecuteScalar() as string;
    }

    private static int Execute(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        return command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
