using Mono.Unix.Native;
using Mote.Cli.Home;
using Mote.Cli.Output;
using Mote.Cli.Tests.Up;

namespace Mote.Cli.Tests.Home;

/// <summary>Which folders a silo is started on, and with whose keys.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly OwnSilo _silo = new();

    [Fact]
    public async Task Up_FolderThatOthersMayWriteTo_IsRefusedWithTheCommandThatMendsIt()
    {
        RequireModes();
        Directory.CreateDirectory(_silo.Data);
        Assert.Equal(0, Syscall.chmod(_silo.Data, FilePermissions.ACCESSPERMS));
        Assert.Contains($"chmod 700 '{_silo.Data}'", await OwnSilo.Refused(_silo.Home, _silo.Data), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_silo.Data));
    }

    [Fact]
    public async Task Up_FolderOfAnotherOwner_IsRefused()
    {
        RequireModes();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give folders away.");
        Directory.CreateDirectory(_silo.Data);
        Assert.Equal(0, Syscall.chown(_silo.Data, 4242, -1));
        Assert.Contains("belongs to another user", await OwnSilo.Refused(_silo.Home, _silo.Data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_KeysInTheDataFolder_IsRefusedByAnyName()
    {
        Directory.CreateDirectory(_silo.Data);
        File.CreateSymbolicLink(_silo["link"], _silo.Data);
        foreach (var keys in new[] { Path.Combine(_silo.Data, "keys"), _silo.Data, Path.Combine(_silo["link"], "deep", "keys"), Path.Combine(_silo.Home, "..", "data", "k") })
            Assert.Contains("name a folder elsewhere", await OwnSilo.Refused(_silo.Home, _silo.Data, "--keys", keys), StringComparison.Ordinal);
        // The usual place, where the home itself is the data folder.
        Assert.Contains("name a folder elsewhere", await OwnSilo.Refused(_silo.Home, _silo.Home), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_silo.Data));
    }

    [Fact]
    public async Task Up_NoHome_AsksForAFolder()
    {
        foreach (var home in new[] { _silo["nowhere"], "/" })
            Assert.Contains("--keys names a folder", await OwnSilo.Refused(home, _silo.Data), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_silo.Data));
    }

    [Fact]
    public async Task Up_FolderInUse_IsRefusedAndToldByWhom()
    {
        await using var silo = MoteProcess.Start([("HOME", _silo.Home)], "up", "--json", "--data", _silo.Data, "--urls", "http://127.0.0.1:0");
        await silo.Document();
        Assert.Contains("is held by process", await OwnSilo.Refused(_silo.Home, _silo.Data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_ItsFolders_AreTheOwnersAlone()
    {
        RequireModes();
        await _silo.Enrol();
        foreach (var folder in new[] { _silo.Data, _silo.Keys })
        {
            Assert.Null(Ownership.OwnersAlone.RefusalOfSecretFolder(folder));
            foreach (var file in Directory.GetFiles(folder))
                Assert.Null(Ownership.OwnersAlone.RefusalOfSecret(file));
        }
    }

    [Fact]
    public async Task Up_KeyFolderThatMayOnlyBeRead_IsTakenAsItIs()
    {
        // As a service manager hands over credentials.
        var keys = _silo["credentials"];
        Assert.Equal(ExitCode.Done, (await OwnSilo.Run(_silo.Home, "keys", "new", "--folder", keys)).ExitCode);
        RequireModes();
        Assert.Equal(0, Syscall.chmod(Path.Combine(keys, "master-1.key"), FilePermissions.S_IRUSR));
        Assert.Equal(0, Syscall.chmod(keys, FilePermissions.S_IRUSR | FilePermissions.S_IXUSR));
        await _silo.Enrol("--keys", keys);
        await _silo.Knows(_silo.Key, "--keys", keys);
        Assert.Equal(0, Syscall.chmod(keys, FilePermissions.S_IRWXU));
    }

    public void Dispose() => _silo.Dispose();

    private static void RequireModes() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
}
