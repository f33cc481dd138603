using Mote.Cli.Output;

namespace Mote.Cli.Tests.Up;

/// <summary>What an earlier version left opens, and is moved by a command only.</summary>
public sealed class OldDataFolderTests : IDisposable
{
    private readonly OwnSilo _silo = new();

    private string Unprotected => Path.Combine(_silo.Data, "api-key.sha256");

    private string Protected => Path.Combine(_silo.Data, "api-key.hmac");

    private string Beside => Path.Combine(_silo.Data, "keys");

    [Fact]
    [Trait("Takes", "long")]
    public async Task Up_KeysBesideTheStore_OpensWithAWarningAndTakesTheOperatorsKeyOverOnce()
    {
        await _silo.Enrol();
        _silo.MakeOld();
        Assert.Contains($"mote keys move --data {_silo.Data}", await _silo.Knows(_silo.Key), StringComparison.Ordinal);
        Assert.False(File.Exists(Unprotected));
        Assert.True(File.Exists(Path.Combine(Beside, "master-1.key")));
        await _silo.Knows(_silo.Key);

        // Not a second time: who can only write here plants nothing.
        File.Delete(Protected);
        File.Delete(Path.Combine(_silo.Data, "store-id"));
        File.WriteAllText(Unprotected, OwnSilo.Hash("mote_mine"));
        Assert.Contains("mote keys operator", await OwnSilo.Refused(_silo.Home, _silo.Data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_KeysBesideTheStore_BringsThemWhereUpFindsThem()
    {
        await _silo.Enrol();
        _silo.MakeOld();
        var key = File.ReadAllText(Path.Combine(Beside, "master-1.key"));
        var moved = await OwnSilo.Run(_silo.Home, "keys", "move", "--json", "--data", _silo.Data);
        Assert.True(moved.ExitCode == ExitCode.Done, moved.Errors);
        var to = moved.Json.GetProperty("keys").GetString()!;
        Assert.StartsWith(_silo.Home, to, StringComparison.Ordinal);
        Assert.Equal(key, File.ReadAllText(Path.Combine(to, "master-1.key")));
        Assert.Equal(["api-key.hmac", "mote.db", "mote.db.claim", "mote.db.made", "store-id"], Directory.GetFileSystemEntries(_silo.Data).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("mote keys move", await _silo.Knows(_silo.Key), StringComparison.Ordinal);

        var again = await OwnSilo.Run(_silo.Home, "keys", "move", "--data", _silo.Data);
        Assert.Equal(ExitCode.Usage, again.ExitCode);
        Assert.Contains("nothing to move", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_WhileASiloRuns_IsRefused()
    {
        await using var silo = MoteProcess.Start([("HOME", _silo.Home)], "up", "--json", "--data", _silo.Data, "--urls", "http://127.0.0.1:0");
        await silo.Document();
        Directory.CreateDirectory(Beside);
        var refused = await OwnSilo.Run(_silo.Home, "keys", "move", "--data", _silo.Data);
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("is held by process", refused.Errors, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Beside));
    }

    public void Dispose() => _silo.Dispose();
}
