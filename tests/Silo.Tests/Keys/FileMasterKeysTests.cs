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
    [InlineData("wax c2hvcnQ=")]
    public async Task Find_NoKeyInTheFile_IsRefusedAndNotShown(string content)
    {
        var keys = new FileMasterKeys(Folder);
        File.WriteAllText(keys.Create().File, content);
        var refusal = await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.FindAsync("realm", 1, Cancelled));
        Assert.Contains("no master key", refusal.Message, StringComparison.Ordinal);
        if (content.Length > 0)
            Assert.DoesNotContain(content, refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dpapi AQAAANCMnd8BFdERjHoAwE")]
    [InlineData("keychain 0123456789abcdef0123456789abcdef")]
    public async Task Find_SealedByAnotherSystem_SaysSoAndHowToMend(string content)
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            Assert.Skip("One of the two is this system's own.");
            return;
        }

        var keys = new FileMasterKeys(Folder);
        File.WriteAllText(keys.Create().File, content + "\n");
        var refusal = await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.FindAsync("realm", 1, Cancelled));
        Assert.Contains($"under '{content.Split(' ')[0]}', which this system does not have", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("mote keys back-up", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(content.Split(' ')[1], refusal.ToString(), StringComparison.Ordinal);
        Assert.Throws<MasterKeyException>(() => keys.Create());
        Assert.Single(keys.Files());
    }

    [Fact]
    public async Task Seal_OfThisSystem_OpensHereAndIsNoKeyByItself()
    {
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS())
        {
            Assert.Skip("Linux has no seal of this kind: systemd hands a service its keys (deploy/machine/try.sh).");
            return;
        }

        var seal = OperatingSystem.IsWindows() ? "dpapi" : "keychain";
        var keys = new FileMasterKeys(Folder);
        var file = keys.Create("none").File;
        var plain = File.ReadAllText(file).Trim();
        keys.SealAll(seal);
        Assert.StartsWith(seal + " ", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.DoesNotContain(plain, File.ReadAllText(file), StringComparison.Ordinal);
        using (var opened = await keys.FindAsync("realm", 1, Cancelled))
            Assert.Equal(plain, opened!.Export());
        Assert.StartsWith(seal + " ", File.ReadAllText(keys.Create().File), StringComparison.Ordinal);
        keys.SealAll("none");
        Assert.Equal(plain, File.ReadAllText(file).Trim());
    }

    [Fact]
    public async Task BackUp_EveryVersion_OpensElsewhereAndReplacesNothing()
    {
        var keys = new FileMasterKeys(Folder);
        keys.Create();
        keys.Create();
        var to = Path.Combine(_folder.FullName, "copies");
        Assert.Equal(2, keys.BackUp(to).Count);
        Assert.Equal(2, keys.BackUp(to).Count);
        foreach (var version in new[] { 1, 2 })
        {
            using var key = await keys.FindAsync("realm", version, Cancelled);
            using var copy = await new FileMasterKeys(to).FindAsync("realm", version, Cancelled);
            Assert.Equal(key!.Export(), copy!.Export());
        }

        var other = new FileMasterKeys(Path.Combine(_folder.FullName, "other"));
        other.Create();
        Assert.Contains("another master key", Assert.Throws<MasterKeyException>(() => other.BackUp(to)).Message, StringComparison.Ordinal);
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
