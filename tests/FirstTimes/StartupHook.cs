using Mote.Tests;

/// <summary>What the runtime calls before the main method of a process that this assembly is named to as a startup hook.</summary>
internal static class StartupHook
{
    private static FirstTimes? _firstTimes;

    public static void Initialize()
    {
        var file = Environment.GetEnvironmentVariable(FirstTimes.File)!;
        _firstTimes = new FirstTimes();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _firstTimes.Write(file);
    }
}
