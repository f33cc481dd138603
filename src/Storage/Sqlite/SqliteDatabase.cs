using Microsoft.Data.Sqlite;
using Mote.Ownership;

namespace Mote.Storage.Sqlite;

/// <summary>The file, its schema, and connections to it. A file that has vanished is an error and never an empty database.</summary>
internal sealed class SqliteDatabase(SqliteGrainStorageOptions options)
{
    private const int SchemaVersion = 1;

    // "MOTE" in ASCII: told apart from other people's databases by SQLite's own field for it.
    private const int ApplicationId = 0x4D4F5445;

    // A commit writes every page that it touches whole, and a decision touches one; with larger pages it would write more. A
    // database keeps the size that it was made with.
    private const int PageSize = 1024;

    public string Path { get; } = System.IO.Path.GetFullPath(options.Path);

    public void Create()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if ((OwnersAlone.RefusalOfFolder(folder) ?? OwnersAlone.RefusalOfFile(Path)) is { } refusal)
            throw new StorageUnavailableException(refusal);
        OwnFile.MakeFolder(folder);
        if (!File.Exists(Path))
            new FileStream(Path, OwnFile.Options(FileMode.OpenOrCreate)).Dispose();
        using var connection = Open(pooled: false);
        var application = connection.Scalar<long>("PRAGMA application_id");
        var version = connection.Scalar<long>("PRAGMA user_version");
        var tables = connection.Scalar<long>("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (application != 0 || tables != 0))
            throw new StorageUnavailableException($"'{Path}' is a database of something else: set Path to another file.");
        if (version > SchemaVersion)
            throw new StorageUnavailableException($"'{Path}' has schema version {version} and only {SchemaVersion} is known: run the version that wrote it.");
        if (tables == 0)
            connection.Run($"PRAGMA page_size = {PageSize}");
        if (connection.Scalar<string>("PRAGMA journal_mode = WAL") != "wal")
            throw new StorageUnavailableException($"'{Path}' lies where SQLite cannot keep a write-ahead log: move it to a local disk.");
        connection.Run($"""
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS state (
                service TEXT NOT NULL, name TEXT NOT NULL, grain_type BLOB NOT NULL, grain_key BLOB NOT NULL,
                etag TEXT NOT NULL, envelope BLOB NOT NULL,
                UNIQUE (service, name, grain_type, grain_key)) STRICT;
            CREATE TABLE IF NOT EXISTS probe (service TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {SchemaVersion};
            COMMIT;
            """);
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

    private string ConnectionString(bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = pooled,
        DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
    }.ToString();
}
