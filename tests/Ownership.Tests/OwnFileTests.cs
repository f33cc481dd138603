namespace Mote.Ownership.Tests;

public sealed class OwnFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-own-file-");

    private string this[string name] => Path.Combine(_folder.FullName, name);

    [Fact]
    public void MakeFolderAndWrite_AreTheOwnersAloneAndLeaveNothingElse()
    {
        OwnFile.MakeFolder(this["above/folder"]);
        OwnFile.Write(this["above/folder/file"], "content");
        Assert.Equal("content", File.ReadAllText(Assert.Single(Directory.GetFiles(this["above/folder"]))));
        Assert.Null(OwnersAlone.RefusalOfSecretFolder(this["above/folder"]));
        Assert.Null(OwnersAlone.RefusalOfSecretFolder(this["above"]));
        Assert.Null(OwnersAlone.RefusalOfSecret(this["above/folder/file"]));
    }

    [Fact]
    public void Write_AFileIsThere_ReplacesItOnlyIfItMay()
    {
        OwnFile.Write(this["file"], "first");
        Assert.Throws<IOException>(() => OwnFile.Write(this["file"], "second"));
        Assert.Equal("first", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.FullName))));
        OwnFile.Write(this["file"], "third", replaces: true);
        Assert.Equal("third", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.FullName))));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
