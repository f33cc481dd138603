namespace Mote.Storage.Sqlite;

/// <summary>Refuses options that cannot work before the silo starts, and says how to mend them.</summary>
internal sealed class SqliteGrainStorageOptionsValidator(string name, SqliteGrainStorageOptions options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        Require(!string.IsNullOrWhiteSpace(options.Path), "no file is named: set Path to a database file on a local disk");
        Require(!options.Path.Contains(":memory:", StringComparison.OrdinalIgnoreCase), "an in-memory database would forget everyone: set Path to a file");
        Require(!Directory.Exists(options.Path), $"'{options.Path}' is a folder: set Path to a file in it, such as '{System.IO.Path.Combine(options.Path, "state.db")}'");
        Require(options.BusyTimeout >= TimeSpan.FromMilliseconds(50) && options.BusyTimeout <= TimeSpan.FromMinutes(5), $"BusyTimeout {options.BusyTimeout} is out of range: use 0.05 s to 5 min");
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new OrleansConfigurationException($"SQLite grain storage '{name}': {otherwise}.");
    }
}
