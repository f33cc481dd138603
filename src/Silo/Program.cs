using Microsoft.Extensions.Options;
using Mote.Silo;
using Mote.Storage;
using Mote.Storage.Claims;

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
