using System.Runtime.CompilerServices;
using Mote.Ownership;
using Mote.Silo;

string? fault;
try
{
    fault = Fault();
}
catch (Exception broken) when (broken is FileNotFoundException or FileLoadException or BadImageFormatException)
{
    // What looks for the others cannot look for itself.
    fault = $"The program's folder '{AppContext.BaseDirectory}' is not whole: 'Mote.Ownership.dll' is missing or cut off. Copy it again, all of it, or publish it anew with 'dotnet publish'.";
}

if (fault is null)
    return await SiloProgram.Run(args);
await Console.Error.WriteLineAsync(fault);
return 1;

// Before anything is loaded that may be missing or cut off, and by itself, for what a method names is loaded before it runs.
[MethodImpl(MethodImplOptions.NoInlining)]
static string? Fault() => PublishedFolder.Fault();
