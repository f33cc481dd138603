using Mote.Storage.Sqlite;

namespace Mote.Storage.Tests.Sqlite;

public sealed class SqliteGrainStorageOptionsValidatorTests
{
    [Fact]
    public void AFile_IsValid() => Validate(new() { Path = "state.db" });

    [Fact]
    public void NoFile_IsRefused() =>
        Assert.Equal("SQLite grain storage 'state': no file is named: set Path to a database file on a local disk.", Refused(new()));

    [Fact]
    public void Memory_IsRefused() => Assert.Contains("in-memory", Refused(new() { Path = ":memory:" }), StringComparison.Ordinal);

    [Fact]
    public void AFolder_IsRefused() => Assert.Contains("is a folder", Refused(new() { Path = Path.GetTempPath() }), StringComparison.Ordinal);

    [Fact]
    public void BusyTimeoutOutOfRange_IsRefused() =>
        Assert.Contains("BusyTimeout", Refused(new() { Path = "state.db", BusyTimeout = TimeSpan.Zero }), StringComparison.Ordinal);

    private static string Refused(SqliteGrainStorageOptions options) => Assert.Throws<OrleansConfigurationException>(() => Validate(options)).Message;

    private static void Validate(SqliteGrainStorageOptions options) => new SqliteGrainStorageOptionsValidator("state", options).ValidateConfiguration();
}
