using Microsoft.Data.Sqlite;

namespace Mote.Storage.Sqlite;

/// <summary>Records as rows of one file: one thread writes, a few read beside it from the write-ahead log's snapshot.</summary>
internal sealed class SqliteStateStore : IStateStore
{
    private const int Readers = 4;

    private readonly SqliteDatabase _database;
    private readonly SqliteRecords _records;
    private readonly SqliteWriter _writer;
    private readonly SemaphoreSlim _readers = new(Readers);

    public SqliteStateStore(SqliteGrainStorageOptions options, string serviceId)
    {
        _database = new SqliteDatabase(options);
        _records = new SqliteRecords(serviceId);
        _writer = new SqliteWriter(_database);
    }

    public string Description => $"SQLite database '{_database.Path}'";

    public Task InitialiseAsync(CancellationToken cancellationToken) => OffThreadAsync(
        () =>
        {
            _database.Create();
            return true;
        },
        cancellationToken);

    public Task<StoredState?> ReadAsync(StateAddress address, CancellationToken cancellationToken) => OffThreadAsync(
        () =>
        {
            using var connection = _database.Open(pooled: true);
            return _records.Read(connection, address);
        },
        cancellationToken);

    public Task<string> WriteAsync(StateAddress address, BinaryData envelope, string? etag, CancellationToken cancellationToken) =>
        _writer.WriteAsync(connection => _records.Write(connection, address, envelope.ToArray(), etag), cancellationToken);

    public Task ClearAsync(StateAddress address, string? etag, CancellationToken cancellationToken) => _writer.WriteAsync(
        connection =>
        {
            _records.Clear(connection, address, etag);
            return true;
        },
        cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) => _writer.WriteAsync(
        connection =>
        {
            _records.Probe(connection);
            return true;
        },
        cancellationToken);

    public void Dispose()
    {
        _writer.Dispose();
        _database.ForgetPooledConnections();
        _readers.Dispose();
    }

    private async Task<T> OffThreadAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException or StorageUnavailableException)
        {
            // Pooled connections may hold on to a file that is no longer the one of this name.
            _database.ForgetPooledConnections();
            throw SqliteFailures.Unavailable(_database.Path, failure);
        }
        finally
        {
            _readers.Release();
        }
    }
}
