using Microsoft.Data.Sqlite;

namespace Mote.Storage.Sqlite;

/// <summary>
/// The tables, and how those of an earlier version become them. A file that a later version made, or somebody else, is
/// refused.
/// </summary>
internal static class SqliteSchema
{
    private const int Version = 2;
    private const int First = 1;

    // "MOTE" in ASCII: told apart from other people's databases by SQLite's own field for it.
    private const int ApplicationId = 0x4D4F5445;

    // A commit writes every page that it touches whole, and a decision touches one; with larger pages it would write more. A
    // database keeps the size that it was made with.
    private const int PageSize = 1024;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS state (
            id BLOB NOT NULL UNIQUE,
            service TEXT NOT NULL, name TEXT NOT NULL, grain_type BLOB NOT NULL, grain_key BLOB NOT NULL,
            etag TEXT NOT NULL, envelope BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS probe (service TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
        """;

    // The first found a record by its name, whose index had a page for every few records.
    private const string FromFirst = $"""
        ALTER TABLE state RENAME TO former;
        {Tables}
        INSERT INTO state SELECT record_id(service, name, grain_type, grain_key), service, name, grain_type, grain_key, etag, envelope FROM former ORDER BY rowid;
        DROP TABLE former;
        """;

    /// <summary>Makes the tables, or makes those of an earlier version into them, in one transaction.</summary>
    /// <exception cref="StorageUnavailableException">The file is not for this version, or no database of this service.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        var application = connection.Scalar<long>("PRAGMA application_id");
        var version = connection.Scalar<long>("PRAGMA user_version");
        var tables = connection.Scalar<long>("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (application != 0 || tables != 0))
            throw new StorageUnavailableException($"'{path}' is a database of something else: set Path to another file.");
        if (version > Version)
            throw new StorageUnavailableException($"'{path}' has schema version {version} and only those up to {Version} are known: run the version that wrote it.");
        if (tables == 0)
            connection.Run($"PRAGMA page_size = {PageSize}");
        if (connection.Scalar<string>("PRAGMA journal_mode = WAL") != "wal")
            throw new StorageUnavailableException($"'{path}' lies where SQLite cannot keep a write-ahead log: move it to a local disk.");
        connection.CreateFunction<string, string, byte[], byte[], byte[]>(
            "record_id", (service, name, type, key) => SqliteRecordId.Of(service, name, type, key), isDeterministic: true);
        using var transaction = connection.BeginTransaction();
        // Asked again, for another process may have been quicker.
        connection.Run(connection.Scalar<long>("PRAGMA user_version") == First ? FromFirst : Tables);
        connection.Run($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        transaction.Commit();
    }
}
