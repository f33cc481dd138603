namespace Mote.Tests;

/// <summary>The real models and photos beside the repository, which no test may copy. Where they are absent the test is skipped.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder below the shared data; skips the running test if it is not there.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, relative));
        Assert.SkipUnless(System.IO.Path.Exists(path), $"Needs '{relative}' of the shared data, looked for in '{Root}' (MOTE_TEST_DATA names another folder).");
        return path;
    }

    private static string Root { get; } =
        Environment.GetEnvironmentVariable("MOTE_TEST_DATA")
        ?? System.IO.Path.GetFullPath(System.IO.Path.Combine((string)AppContext.GetData("Mote.Repository")!, "..", "shared"));
}
