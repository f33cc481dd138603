using System.ComponentModel.DataAnnotations;

namespace Mote.Storage.Sqlite;

/// <summary>Where the embedded store lies.</summary>
public sealed class SqliteGrainStorageOptions
{
    /// <summary>The database file; its folder must exist, the file is made.</summary>
    [Required(ErrorMessage = "The path of the SQLite file is not set: give the path of a file in a folder that exists.")]
    public string Path { get; set; } = "";

    /// <summary>How long to wait for another process that holds the file, 0 to 60 seconds; 5 by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "The busy timeout of SQLite is 0 to 60 seconds.")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most pages of 4 KB the file may grow to, 0 for no bound; 0 by default.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "The most pages of SQLite are 0, for no bound, or more.")]
    public int MostPages { get; set; }
}
