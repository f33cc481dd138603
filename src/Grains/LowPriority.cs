using System.Runtime.InteropServices;

namespace Mote.Grains;

/// <summary>
/// Puts a thread behind those that answer requests whenever there are fewer cores than work. .NET ignores thread
/// priorities on Linux, so its scheduler is asked itself.
/// </summary>
internal static class LowPriority
{
    private const int ThisThread = 0;
    private const int Nice = 10;

    /// <summary>Lowers the calling thread for the rest of its life. Where the system refuses, the thread goes on as it was.</summary>
    public static void Enter()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(ThisThread, ThisThread, Nice);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    /// <summary>setpriority(2) with PRIO_PROCESS and 0: on Linux the calling thread.</summary>
    [DllImport("libc", EntryPoint = "setpriority"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int nice);
}
