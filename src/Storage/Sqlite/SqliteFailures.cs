using Microsoft.Data.Sqlite;

namespace Mote.Storage.Sqlite;

/// <summary>What SQLite's errors mean for a grain. Result codes: sqlite.org/rescode.html.</summary>
internal static class SqliteFailures
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int DiskError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static bool IsBusy(Exception failure) => failure is SqliteException { SqliteErrorCode: Busy or Locked };

    public static Exception Unavailable(string path, Exception failure) =>
        failure as StorageUnavailableException ?? new StorageUnavailableException($"The database '{path}' {Reason(failure)}.", failure);

    public static WriteOutcomeUnknownException Unknown(string path, Exception failure) =>
        new($"The database '{path}' failed while it committed: {Reason(failure)}. The grain must be deactivated and read again.", failure);

    private static string Reason(Exception failure) => failure switch
    {
        StorageUnavailableException => "its file is gone",
        SqliteException { SqliteErrorCode: Busy or Locked } => "is held by another process beyond the busy timeout: one silo alone may use it, so end the other or lengthen BusyTimeout",
        SqliteException { SqliteErrorCode: ReadOnly } => "may not be written: give this user the right to write the file and its folder",
        SqliteException { SqliteErrorCode: Full } => "has no room: free space on its disk",
        SqliteException { SqliteErrorCode: DiskError } => "met a disk error: check the disk and its mount",
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => "is corrupt or no database: restore it from a backup",
        SqliteException { SqliteErrorCode: CannotOpen } => "cannot be opened: check that the path exists and may be read and written",
        SqliteException other => $"answered with SQLite error {other.SqliteExtendedErrorCode}: look the code up at sqlite.org/rescode.html",
        UnauthorizedAccessException => "may not be opened by this user: give it the right to read and write the file and its folder",
        _ => "could not be used: see the inner error",
    };
}
