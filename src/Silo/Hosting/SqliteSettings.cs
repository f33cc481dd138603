namespace Mote.Silo.Hosting;

/// <summary>The SQLite file: section <c>Mote:Storage:Sqlite</c>.</summary>
public sealed class SqliteSettings
{
    /// <summary>The file; its folder must exist.</summary>
    public string Path { get; set; } = "mote.db";
}
