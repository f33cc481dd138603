using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mote.Vision.Onnx;

/// <summary>
/// ONNX Runtime reports its use to its maker unless <c>ORT_DISABLE_TELEMETRY</c> is in the environment before it is loaded.
/// This is compiled into every assembly that refers to it (Directory.Build.targets), so it runs before any code that could
/// load it, in a program of Mote before anything else. An operator's own setting, whichever it is, changes nothing.
/// </summary>
file static class OnnxTelemetry
{
    private const string Setting = "ORT_DISABLE_TELEMETRY";
    private const string Disabled = "1";

#pragma warning disable CA2255 // The warning is for libraries that surprise their users; this is to be surprised by nothing.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void TurnOff()
    {
        // On Windows native code sees what .NET sets; elsewhere .NET keeps the environment to itself.
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(Setting, Disabled);
        else if (SetEnvironmentVariable(Setting, Disabled, overwrite: 1) != 0)
            throw new InvalidOperationException($"{Setting} could not be set (error {Marshal.GetLastPInvokeError()}), so ONNX Runtime would report its use: set it to {Disabled} in the environment.");
    }

    [DllImport("libc", EntryPoint = "setenv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironmentVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
