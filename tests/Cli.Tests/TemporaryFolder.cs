namespace Mote.Cli.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mote-cli-tests-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a file, and the folders above it.</summary>
    public string Write(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllLines(this[name], lines);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
