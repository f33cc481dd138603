using System.Runtime.InteropServices;
using Mote.TorchNatives;

// The marker that GLIBCXX_3.4.32 stands for: see README.md.
const string Marker = "_ZSt21ios_base_library_initv";

if (args is not [var path])
{
    Console.Error.WriteLine("usage: Mote.TorchNatives PATH-OF-STAGED-libLibTorchSharp.so");
    return 2;
}

if (NativeLibrary.TryLoad("libstdc++.so.6", out var library) && NativeLibrary.TryGetExport(library, Marker, out _))
    return 0;

var image = File.ReadAllBytes(path);
if (ElfVersionRequirement.Weaken(image, "GLIBCXX_3.4.32"))
    File.WriteAllBytes(path, image);
return 0;
