using Mote.Silo.Health;
using Mote.Silo.Logs;
using Mote.Silo.Starts;

namespace Mote.Silo;

/// <summary>A silo as a process of its own: configured by files and the environment, until it is told to stop.</summary>
public static class SiloProgram
{
    private const int Failed = 1;

    /// <summary>Runs one.</summary>
    /// <param name="args">Settings of the command line; or <c>health</c>, which asks one that runs how it is.</param>
    /// <returns>The exit code. What keeps it from starting is said in one line of standard error.</returns>
    public static async Task<int> Run(string[] args)
    {
        if (HealthQuestion.IsAsked(args))
            return await HealthQuestion.Ask(args, Console.Out);
        try
        {
            await using var silo = MoteSilo.Build(args);
            await MoteSilo.Start(silo, CancellationToken.None);
            await silo.WaitForShutdownAsync();
            return Environment.ExitCode;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync(StartFault.Of(failure) ?? $"The silo has failed, by something that nobody foresaw: {failure}");
            return Failed;
        }
    }
}
