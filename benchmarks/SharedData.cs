namespace Mote.Tests;

/// <summary>The real models and photos beside the repository.</summary>
internal static class SharedData
{
    public static string Path(string relative)
    {
        var root = Environment.GetEnvironmentVariable("MOTE_TEST_DATA")
            ?? System.IO.Path.Combine((string)AppContext.GetData("Mote.Repository")!, "..", "shared");
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, relative));
        return System.IO.Path.Exists(path)
            ? path
            : throw new FileNotFoundException($"'{path}' is not there: benchmarks run on real data, in the folder that MOTE_TEST_DATA names.");
    }
}
