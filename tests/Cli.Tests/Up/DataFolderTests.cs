using System.Security.Cryptography;
using System.Text;
using Mote.Cli.Up;
using Mote.Recognition.Protection;

namespace Mote.Cli.Tests.Up;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ApiKey_NewFolder_IsNewAndHasThatHash()
    {
        var (hash, key) = new DataFolder(_folder["data"]).ApiKey();

        Assert.NotNull(key);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), hash);
        Assert.NotEqual(key, new DataFolder(_folder["other"]).ApiKey().NewKey);
    }

    [Fact]
    public void ApiKey_OnceKept_IsShownNoMore()
    {
        var data = new DataFolder(_folder["data"]);
        var (hash, _) = data.ApiKey();
        data.Keep(hash);

        Assert.Equal((hash, null), new DataFolder(_folder["data"]).ApiKey());
    }

    [Fact]
    public void ApiKey_NeverKept_IsMadeAgain()
    {
        // The start failed in between: nobody has seen the first key.
        Assert.NotNull(new DataFolder(_folder["data"]).ApiKey().NewKey);
        Assert.NotNull(new DataFolder(_folder["data"]).ApiKey().NewKey);
    }

    [Fact]
    public void Keep_LeavesTheHashAloneForItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var data = new DataFolder(_folder["data"]);
        var (hash, key) = data.ApiKey();
        data.Keep(hash);

        var file = Assert.Single(Directory.GetFiles(_folder["data"]));
        Assert.Equal(hash, File.ReadAllText(file));
        Assert.DoesNotContain(key!, File.ReadAllText(file), StringComparison.Ordinal);
#pragma warning disable CA1416 // Skipped above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["data"]));
#pragma warning restore CA1416
    }

    [Fact]
    public void RequireMasterKey_NothingStored_MakesTheFirstOnce()
    {
        var data = new DataFolder(_folder["data"]);
        data.RequireMasterKey();
        var made = File.ReadAllText(Path.Combine(data.Keys, "master-1.key"));
        data.RequireMasterKey();
        Assert.Equal(made, File.ReadAllText(Assert.Single(Directory.GetFiles(data.Keys))));
    }

    [Fact]
    public void RequireMasterKey_KeysGoneFromWhatIsStored_IsRefusedRatherThanReplaced()
    {
        var data = new DataFolder(_folder["data"]);
        File.WriteAllText(data.Database, "");
        Assert.Contains("bring them back", Assert.Throws<MasterKeyException>(data.RequireMasterKey).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data.Keys));
    }

    [Fact]
    public void Keep_AKeyIsThere_DoesNotReplaceIt()
    {
        var data = new DataFolder(_folder["data"]);
        data.Keep("first");

        Assert.Throws<IOException>(() => data.Keep("second"));
        Assert.Equal("first", data.ApiKey().Sha256);
    }

    public void Dispose() => _folder.Dispose();
}
