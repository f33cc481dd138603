using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Mote.Grains.Tests.Audit;

/// <summary>What a database really writes: its write-ahead log, which has a frame for each page that a commit touched. A commit is synced once.</summary>
internal sealed class WriteAheadLog(string database)
{
    private const int Header = 32;
    private const int FrameHeader = 24;
    private const int PageSizeAt = 8;
    private const int CommitAt = 4;

    // Longer than anybody reads or writes, on a machine however busy.
    private const int PatienceMilliseconds = 60_000;

    /// <summary>Brings everything into the database, so that the log is empty; waits for whoever reads or writes meanwhile.</summary>
    public void Empty()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var patience = connection.CreateCommand();
        patience.CommandText = $"PRAGMA busy_timeout = {PatienceMilliseconds}";
        patience.ExecuteNonQuery();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read() && reader.GetInt64(0) == 0, "The log was in use.");
    }

    /// <summary>Bytes and commits since it was emptied.</summary>
    public (long Bytes, int Commits) Written()
    {
        using var file = new FileStream($"{database}-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var log = new byte[file.Length];
        file.ReadExactly(log);
        if (log.Length < Header)
            return (0, 0);
        var page = (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(PageSizeAt));
        var commits = 0;
        for (var frame = Header; frame < log.Length; frame += FrameHeader + page)
            commits += BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(frame + CommitAt)) > 0 ? 1 : 0;
        return (log.Length, commits);
    }
}
