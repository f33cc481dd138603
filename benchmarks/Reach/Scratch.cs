namespace Mote.Reach;

/// <summary>A temporary folder to work in.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-reach-scratch-");
    private readonly string _before = Environment.CurrentDirectory;

    public Scratch() => Environment.CurrentDirectory = _folder.FullName;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Delete(recursive: true);
    }
}
