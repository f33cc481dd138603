namespace Mote.Tests;

/// <summary>Lets a process be told another time of day by the system, while the clock that nobody sets goes on. Skips the running test where the library for it is absent.</summary>
public static class WallClock
{
    private static readonly string[] Libraries = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"];

    /// <summary>What is in the environment of a process whose day is later by so much.</summary>
    public static (string Name, string? Value)[] Ahead(TimeSpan by)
    {
        if (Array.Find(Libraries, File.Exists) is not { } library)
        {
            Assert.Skip("libfaketime is not installed.");
            return [];
        }

        return [("LD_PRELOAD", library), ("FAKETIME", FormattableString.Invariant($"{by.TotalSeconds:+0;-0}s")), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("DONT_FAKE_MONOTONIC", "1")];
    }
}
