using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;

namespace Mote.Silo.Tests.Keys;

public sealed class FileMasterKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-keys-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_folder.FullName, "keys");

    [Fact]
    public async Task Create_Twice_GivesTwoVersionsThatAreTheOwnersAlone()
    {
        var keys = new FileMasterKeys(Folder);
        var (first, second) = (keys.Create(), keys.Create());
        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal([1, 2], await keys.VersionsAsync("realm", Cancelled));
        using var one = await keys.FindAsync("realm", 1, Cancelled);
        using var two = await keys.FindAsync("realm", 2, Cancelled);
        Assert.Equal(File.ReadAllText(first.File).Trim(), one!.Export());
        Assert.NotEqual(one.Export(), two!.Export());
        Assert.Equal(32, Convert.FromBase64String(two.Export()).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(first.File));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task Find_FileThatOthersMayReach_IsRefusedWithTheCommandThatMendsIt(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        var keys = new FileMasterKeys(Folder);
        var file = keys.Create().File;
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | others);
        var refusal = await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.FindAsync("realm", 1, Cancelled));
        Assert.Contains($"chmod 600 '{file}'", refusal.Message, StringComparison.Ordinal);

        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        using var key = await keys.FindAsync("realm", 1, Cancelled);
        Assert.NotNull(key);
    }

    [Fact]
    public async Task Versions_FolderThatOthersMayWrite_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        var keys = new FileMasterKeys(Folder);
        keys.Create();
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.OtherWrite);
        Assert.Contains("chmod 700", (await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.VersionsAsync("realm", Cancelled))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public async Task Find_NoKeyInTheFile_IsRefusedAndNotShown(string content)
    {
        var keys = new FileMasterKeys(Folder);
        File.WriteAllText(keys.Create().File, content);
        var refusal = await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.FindAsync("realm", 1, Cancelled));
        Assert.Contains("no master key", refusal.Message, StringComparison.Ordinal);
        if (content.Length > 0)
            Assert.DoesNotContain(content, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_FileGone_IsNoKey()
    {
        var keys = new FileMasterKeys(Folder);
        File.Delete(keys.Create().File);
        Assert.Null(await keys.FindAsync("realm", 1, Cancelled));
        Assert.Contains("mote keys new", (await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.VersionsAsync("realm", Cancelled))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
