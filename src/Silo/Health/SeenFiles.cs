namespace Mote.Silo.Health;

/// <summary>Files that the silo was started with, and whether they still are what they were when it was first asked: by length and time, since nobody waits for them to be read again. Thread-safe.</summary>
internal sealed class SeenFiles
{
    private readonly (string Path, long Length, DateTime Written)[] _seen;

    /// <summary>Looks at them as they are now.</summary>
    public SeenFiles(IEnumerable<string> paths) => _seen = [.. paths.Distinct(StringComparer.Ordinal).Select(Look)];

    /// <summary>What became of the first that is not the same; null for nothing.</summary>
    public string? Fault => _seen.Where(seen => Look(seen.Path) != seen)
        .Select(seen => $"the file '{Path.GetFileName(seen.Path)}' {(File.Exists(seen.Path) ? "is another than before" : "is gone")}: put it back, or start the silo anew with what it is to have").FirstOrDefault();

    private static (string, long, DateTime) Look(string path) => new FileInfo(path) is { Exists: true } file ? (path, file.Length, file.LastWriteTimeUtc) : (path, -1, default);
}
