using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Mote.Recognition.Training;

/// <summary>Finds libtorch where the build staged it once for the solution, or beside a published program.</summary>
internal static class TorchLibrary
{
    private const string StagedFolder = "Mote.TorchNatives";

    private static readonly Lazy<bool> Resolving = new(() =>
    {
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        return true;
    });

    /// <summary>
    /// Makes TorchSharp usable on the calling thread: resolves its native libraries and sets one thread of work, since
    /// work is spread over subjects. OpenMP keeps that number for each thread by itself, so every thread that trains asks
    /// anew; with two, a small network took a hundred times as long on a loaded machine.
    /// </summary>
    /// <exception cref="DllNotFoundException">The native libraries were not staged or do not load here.</exception>
    public static void Require()
    {
        _ = Resolving.Value;
        try
        {
            torch.set_num_threads(1);
        }
        catch (TypeInitializationException failure)
        {
            throw new DllNotFoundException(
                $"libtorch could not be loaded from '{Folder()}'. Build the solution so that it is staged there, or publish the program.",
                failure.GetBaseException());
        }
    }

    private static IntPtr Resolve(Assembly assembly, string name) =>
        assembly == typeof(torch).Assembly && NativeLibrary.TryLoad(Path.Combine(Folder(), FileName(name)), out var handle)
            ? handle
            : IntPtr.Zero;

    private static string Folder()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "torch");
        return Directory.Exists(published)
            ? published
            : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, AppContext.GetData(StagedFolder) as string ?? "."));
    }

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" :
        OperatingSystem.IsMacOS() ? $"lib{library}.dylib" :
        $"lib{library}.so";
}
