namespace Mote.Ownership;

/// <summary>Where something really is: two names of one place are told apart from two places.</summary>
public static class RealPath
{
    private static readonly StringComparison Comparison =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The absolute path with every symbolic link followed; what is not there yet is taken as it will be. Windows: without links.</summary>
    /// <param name="path">The path.</param>
    public static string Of(string path) => OperatingSystem.IsWindows() ? Path.GetFullPath(path) : Entry.OnTheWayTo(path).Last().Path;

    /// <summary>Whether a path is a folder or lies somewhere in it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="folder">The folder.</param>
    public static bool IsWithin(string path, string folder) =>
        $"{Trimmed(path)}{Path.DirectorySeparatorChar}".StartsWith($"{Trimmed(folder)}{Path.DirectorySeparatorChar}", Comparison);

    private static string Trimmed(string path) => Path.TrimEndingDirectorySeparator(Of(path)).TrimEnd(Path.DirectorySeparatorChar);
}
