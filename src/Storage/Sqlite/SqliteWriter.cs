using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Mote.Storage.Sqlite;

/// <summary>
/// The one thread that writes. SQLite has one writer at a time and its calls block, so they may not run on a grain's
/// thread; and what has gathered while one commit reached the disk shares the next.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int LargestBatch = 256;

    private readonly SqliteDatabase _database;
    private readonly BlockingCollection<SqliteWork> _queue = [];
    private readonly Thread _thread;
    private SqliteConnection? _connection;

    public SqliteWriter(SqliteDatabase database)
    {
        _database = database;
        _thread = new Thread(Work) { IsBackground = true, Name = "Mote SQLite writer" };
        _thread.Start();
    }

    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> change, CancellationToken cancellationToken)
    {
        var work = new SqliteWork<T>(change);
        try
        {
            _queue.Add(work, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new StorageUnavailableException("The storage is shut down: the silo is stopping.");
        }

        return work.CompletionAsync(cancellationToken);
    }

    /// <summary>Finishes what is queued, then closes the file.</summary>
    public void Dispose()
    {
        if (_queue.IsAddingCompleted)
            return;
        _queue.CompleteAdding();
        _thread.Join();
    }

    private void Work()
    {
        var batch = new List<SqliteWork>(LargestBatch);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            for (var next = first; next is not null; next = batch.Count < LargestBatch && _queue.TryTake(out var more) ? more : null)
            {
                if (next.TryStart())
                    batch.Add(next);
            }

            if (batch.Count > 0)
                Commit(batch);
            batch.Clear();
        }

        Close();
    }

    private void Commit(List<SqliteWork> batch)
    {
        var committing = false;
        try
        {
            _database.RequireFile();
            _connection ??= _database.Open(pooled: false);
            using (var transaction = _connection.BeginTransaction())
            {
                foreach (var work in batch)
                    work.Execute(_connection);
                committing = true;
                transaction.Commit();
            }

            // Deleted while it was written: nobody will ever read what went to the nameless file.
            _database.RequireFile();
        }
#pragma warning disable CA1031 // Whatever it is, the callers who wait must hear of it and the thread must live on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Close();
            var told = committing && !SqliteFailures.IsBusy(failure) ? SqliteFailures.Unknown(_database.Path, failure) : SqliteFailures.Unavailable(_database.Path, failure);
            foreach (var work in batch)
                work.Fail(told);
            return;
        }

        foreach (var work in batch)
            work.Acknowledge();
    }

    // A connection that failed is not trusted again: the next batch opens the file anew, as it then is.
    private void Close()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (SqliteException)
        {
            // It is being thrown away.
        }

        _connection = null;
    }
}
