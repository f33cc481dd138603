using Microsoft.Data.Sqlite;
using Mote.Ownership;

namespace Mote.Storage.Sqlite;

/// <summary>The file, and connections to it. A file that has vanished is an error and never an empty database.</summary>
internal sealed class SqliteDatabase(SqliteGrainStorageOptions options)
{
    public string Path { get; } = System.IO.Path.GetFullPath(options.Path);

    // In a file of its own, which is not deleted along with the database.
    private string Mark => Path + ".made";

    public void Create()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if ((OwnersAlone.RefusalOfFolder(folder) ?? OwnersAlone.RefusalOfFile(Path)) is { } refusal)
            throw new StorageUnavailableException(refusal);
        OwnFile.MakeFolder(folder);
        RequireWhatWasHere();
        if (!File.Exists(Path))
            new FileStream(Path, OwnFile.Options(FileMode.OpenOrCreate)).Dispose();
        using var connection = Open(pooled: false);
        SqliteSchema.Prepare(connection, Path);
        if (!File.Exists(Mark))
            OwnFile.Write(Mark, "");
    }

    /// <summary>A connection that is set up: durable at commit, and erasing what it deletes.</summary>
    public SqliteConnection Open(bool pooled)
    {
        RequireFile();
        var connection = new SqliteConnection(ConnectionString(pooled));
        try
        {
            connection.Open();
            connection.Run($"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>An open descriptor outlives the name: without this, writes to a deleted file would be acknowledged and lost.</summary>
    public void RequireFile()
    {
        if (!File.Exists(Path))
            throw new StorageUnavailableException($"The database file '{Path}' is gone: put it back, or restore it from a backup and restart.");
    }

    public void ForgetPooledConnections()
    {
        using var pool = new SqliteConnection(ConnectionString(pooled: true));
        SqliteConnection.ClearPool(pool);
    }

    // Who deletes a database, or mounts another folder over it, need not know that keys and people hang on it: whoever begins
    // anew in its place would forget them all without a word.
    private void RequireWhatWasHere()
    {
        if (File.Exists(Mark) && new FileInfo(Path) is not { Exists: true, Length: > 0 })
            throw new StorageUnavailableException($"The database '{Path}' is gone, or empty, and there was one: put it back, or restore it from a backup. If nobody who was in it is to be known any more, delete '{Mark}', too, and start again.");
    }

    private string ConnectionString(bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = pooled,
        DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
    }.ToString();
}
