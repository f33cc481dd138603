namespace Mote.Ownership.Tests;

public sealed class RealPathTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-real-path-");

    private string this[string name] => Path.Combine(_folder.FullName, name);

    [Fact]
    public void Of_ThroughLinks_IsWhereTheyLead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows: without links.");
        _folder.CreateSubdirectory("a/b");
        File.CreateSymbolicLink(this["link"], "a/b");
        File.CreateSymbolicLink(this["a/b/up"], "../..");
        Assert.Equal(RealPath.Of(this["a/b/file"]), RealPath.Of(this["link/file"]));
        Assert.Equal(RealPath.Of(this["a/b"]), RealPath.Of(this["link/up/link/up/a/b"]));
        Assert.Equal(RealPath.Of(this["not/there"]), RealPath.Of(this["link/up/not/there"]));
    }

    [Fact]
    public void IsWithin_FolderItselfBelowAndBeside()
    {
        _folder.CreateSubdirectory("data");
        Assert.True(RealPath.IsWithin(this["data"], this["data"]));
        Assert.True(RealPath.IsWithin(this["data/keys/"], this["data"]));
        Assert.True(RealPath.IsWithin(this["data"], "/"));
        Assert.False(RealPath.IsWithin(this["data-keys"], this["data"]));
        Assert.False(RealPath.IsWithin(this["data/../keys"], this["data"]));
        Assert.False(RealPath.IsWithin(_folder.FullName, this["data"]));
    }

    [Fact]
    public void IsWithin_ThroughALink_IsFound()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows: without links.");
        _folder.CreateSubdirectory("data");
        File.CreateSymbolicLink(this["elsewhere"], this["data"]);
        Assert.True(RealPath.IsWithin(this["elsewhere/keys"], this["data"]));
        Assert.True(RealPath.IsWithin(this["data/keys"], this["elsewhere"]));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
