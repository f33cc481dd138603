using Microsoft.Extensions.Options;
using Mote.Silo;

try
{
    await MoteSilo.Build(args).RunAsync();
    return Environment.ExitCode;
}
catch (OptionsValidationException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
