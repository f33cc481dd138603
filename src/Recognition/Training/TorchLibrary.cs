using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Mote.Ownership;
using TorchSharp;

namespace Mote.Recognition.Training;

/// <summary>
/// Finds libtorch where the build staged it once for the solution, or beside a published program. TorchSharp is not asked
/// before all of it is known to be there: a library that is cut off ends the process where it is mapped, and one of another
/// version where it is called.
/// </summary>
internal static class TorchLibrary
{
    private const string StagedFolder = "Mote.TorchNatives";
    private const string Missing = "The recipe 'paper' trains with libtorch, which is not installed here: build or publish with -p:WithTorch=true, or put the folder 'torch' of a program that was published so beside this one. Other recipes do without.";

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
    /// <exception cref="TorchUnavailableException">The native libraries are not here or do not load; the message says how to add them.</exception>
    public static void Require()
    {
        if (!Resolving.IsValueCreated)
            Load(Folder());
        torch.set_num_threads(1);
    }

    /// <summary>Loads what a folder holds, and has TorchSharp find it there.</summary>
    internal static void Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new TorchUnavailableException(Missing);
        if (FolderContents.Fault(Path.Combine(folder, ListName)) is { } fault)
            throw new TorchUnavailableException($"libtorch, with which the recipe 'paper' trains, is not whole: {fault}. Copy its folder 'torch' again from a program that was published with -p:WithTorch=true. Other recipes do without.");
        // Before TorchSharp looks for it, which would not stop at this folder.
        if (!NativeLibrary.TryLoad(Path.Combine(folder, FileName("LibTorchSharp")), out _))
            throw new TorchUnavailableException($"libtorch, with which the recipe 'paper' trains, does not load on this machine: all of it is here, so see what it needs besides (ldd {FileName("LibTorchSharp")}). Other recipes do without.");
        _ = Resolving.Value;
    }

    /// <summary>What the staging of this TorchSharp leaves behind: that of another one would lack what this one calls.</summary>
    private static string ListName => $"TorchSharp-{typeof(torch).Assembly.GetName().Version!.ToString(3)}.contents";

    private static IntPtr Resolve(Assembly assembly, string name) =>
        assembly == typeof(torch).Assembly && NativeLibrary.TryLoad(Path.Combine(Folder(), FileName(name)), out var handle)
            ? handle
            : IntPtr.Zero;

    private static string Folder()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "torch");
        return Directory.Exists(published)
            ? published
            : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, AppContext.GetData(StagedFolder) as string ?? "torch"));
    }

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" :
        OperatingSystem.IsMacOS() ? $"lib{library}.dylib" :
        $"lib{library}.so";
}
