using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Orleans.Hosting;

namespace Mote.Reach;

/// <summary>
/// A database file. Its write-ahead log has a frame for each page that a commit touched, and each commit is synced once;
/// bringing the log into the database, every thousand frames, writes each page of it once more: that is what it costs later, at most. Both are counted from the log itself.
/// </summary>
internal sealed class SqliteStore : ReachStore
{
    private const int Header = 32;
    private const int FrameHeader = 24;
    private const int PageSizeAt = 8;
    private const int CommitAt = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-reach-");

    private string Database => Path.Combine(_folder.FullName, "mote.db");

    public override string Name => "sqlite";

    public override string Unit => "syncs";

    public override void AddTo(ISiloBuilder silo, string name) => silo.AddMoteSqliteGrainStorage(name, options => options.Path = Database);

    public override void Begin()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetInt64(0) != 0)
            throw new InvalidOperationException("The write-ahead log was in use.");
    }

    public override (long Bytes, long Later, long Times) End()
    {
        using var file = new FileStream($"{Database}-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var log = new byte[file.Length];
        file.ReadExactly(log);
        if (log.Length < Header)
            return (0, 0, 0);
        var size = (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(PageSizeAt));
        HashSet<uint> pages = [];
        var commits = 0;
        for (var frame = Header; frame < log.Length; frame += FrameHeader + size)
        {
            pages.Add(BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(frame)));
            commits += BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(frame + CommitAt)) > 0 ? 1 : 0;
        }

        return (log.Length, (long)pages.Count * size, commits);
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
