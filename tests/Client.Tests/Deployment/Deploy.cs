namespace Mote.Client.Tests.Deployment;

/// <summary>The folder <c>deploy</c>, as text.</summary>
internal static class Deploy
{
    /// <summary>What nobody wrote.</summary>
    private static readonly string[] Made = ["artifacts", "bin", "obj", "node_modules", ".git", "made", "BenchmarkDotNet.Artifacts"];

    public static string Repository => Path.GetFullPath((string)AppContext.GetData("Mote.Repository")!);

    public static string Folder => Path.Combine(Repository, "deploy");

    /// <summary>The files of the project below a folder.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(below => !Made.Contains(Path.GetFileName(below))).SelectMany(Files));

    /// <summary>A file's name as the project says it.</summary>
    public static string Name(string file) => Path.GetRelativePath(Repository, file).Replace('\\', '/');
}
