using Orleans.Storage;

namespace Mote.Storage.Sqlite;

/// <summary>Where and how grain state is kept in one SQLite file. For one silo on one machine.</summary>
public sealed class SqliteGrainStorageOptions
{
    /// <summary>The database file, on a local disk: a network share cannot carry the write-ahead log. Its folder is made if need be, and nobody else may write to it; two more files, -wal and -shm, lie beside it while it is open, and a folder, .claim, says whose it is.</summary>
    public string Path { get; set; } = "";

    /// <summary>How long a write waits for another process that holds the database. Default 5 s; 0.05 s to 5 min.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Serialises the state. Default: the one registered under the storage's name, else the Orleans binary serialiser.</summary>
    public IGrainStorageSerializer? GrainStorageSerializer { get; set; }
}
