using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Mote.Ownership;
using Mote.Silo;
using Mote.Silo.Health;
using Mote.Storage;
using Mote.Storage.Claims;

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
    return await Run(args);
await Console.Error.WriteLineAsync(fault);
return 1;

// Before anything is loaded that may be missing or cut off, and by itself, for what a method names is loaded before it runs.
[MethodImpl(MethodImplOptions.NoInlining)]
static string? Fault() => PublishedFolder.Fault();

[MethodImpl(MethodImplOptions.NoInlining)]
static async Task<int> Run(string[] args)
{
    if (HealthQuestion.IsAsked(args))
        return await HealthQuestion.Ask(args, Console.Out);
    try
    {
        await MoteSilo.Build(args).RunAsync();
        return Environment.ExitCode;
    }
    catch (Exception refusal) when (refusal is OptionsValidationException or StoreClaimedException or StorageUnavailableException)
    {
        await Console.Error.WriteLineAsync(refusal.Message);
        return 1;
    }
    catch (Exception failure) when (PublishedFolder.Fault(failure) is { } unloaded)
    {
        await Console.Error.WriteLineAsync(unloaded);
        return 1;
    }
}
