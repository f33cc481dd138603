using Mote.Tests;

/// <summary>What the runtime calls before the main method of a process that this assembly is named to as a startup hook.</summary>
internal static class StartupHook
{
    private static FirstTimes? firstTimes;

    public static void Initialize()
    {
        var file = Environment.GetEnvironmentVariable(FirstTimes.File)!;
        firstTimes = new FirstTimes();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => firstTimes.Write(file);
    }
}
