using Microsoft.Extensions.Options;
using Mote.Ownership;
using Mote.Silo.Health;
using Mote.Storage;
using Mote.Storage.Claims;

namespace Mote.Silo;

/// <summary>A silo as a process of its own: configured by files and the environment, until it is told to stop.</summary>
public static class SiloProgram
{
    /// <summary>Runs one.</summary>
    /// <param name="args">Settings of the command line; or <c>health</c>, which asks one that runs how it is.</param>
    /// <returns>The exit code. What keeps it from starting is said in one line of standard error.</returns>
    public static async Task<int> Run(string[] args)
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
        // Where it is to listen: an address that another has, or https without a certificate.
        catch (Exception unheard) when (unheard is InvalidOperationException or IOException && unheard.Source == "Microsoft.AspNetCore.Server.Kestrel.Core")
        {
            await Console.Error.WriteLineAsync($"The silo cannot listen where it is to: {unheard.Message.ReplaceLineEndings(" ")} Its addresses are 'urls', its certificate is Kestrel:Certificates:Default:Path and :KeyPath.");
            return 1;
        }
        catch (Exception failure) when (PublishedFolder.Fault(failure) is { } unloaded)
        {
            await Console.Error.WriteLineAsync(unloaded);
            return 1;
        }
    }
}
