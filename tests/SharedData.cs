namespace Mote.Tests;

/// <summary>The real models and photos beside the repository, which no test may copy. Where they are absent the test is skipped.</summary>
internal static class SharedData
{
    /// <summary>Why nothing can be tested with the real models and photos; null where they are there. For fixtures, which cannot skip.</summary>
    public static string? Absence { get; } = new[] { "models", "lfw" }.FirstOrDefault(folder => !System.IO.Path.Exists(Full(folder))) is { } missing ? Reason(missing) : null;

    /// <summary>The path of a file or folder below the shared data; skips the running test if it is not there.</summary>
    public static string Path(string relative)
    {
        Assert.SkipUnless(System.IO.Path.Exists(Full(relative)), Reason(relative));
        return Full(relative);
    }

    private static string Root =>
        Environment.GetEnvironmentVariable("MOTE_TEST_DATA")
        ?? System.IO.Path.GetFullPath(System.IO.Path.Combine((string)AppContext.GetData("Mote.Repository")!, "..", "shared"));

    private static string Full(string relative) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, relative));

    private static string Reason(string relative) => $"Needs '{relative}' of the shared data, looked for in '{Root}' (MOTE_TEST_DATA names another folder).";
}
