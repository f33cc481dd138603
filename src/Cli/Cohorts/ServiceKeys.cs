using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Mote.Cli.Output;
using Mote.Cli.Up;
using Mote.Recognition.Protection;
using Mote.Silo.Keys;

namespace Mote.Cli.Cohorts;

/// <summary>The master keys of the silo that will read a cohort pack.</summary>
/// <param name="Provider">The keys.</param>
/// <param name="Place">Where they are, for people.</param>
internal sealed record ServiceKeys(IMasterKeyProvider Provider, string Place) : IDisposable
{
    public static readonly Option<string> Data = new("--data") { Description = $"The data folder of the 'mote up' that will read the pack, under whose keys it is sealed. Without it, those that a silo with these environment variables has (Mote__Keys__Provider, ...).", DefaultValueFactory = _ => UpCommand.DefaultData };

    public static readonly Option<string> ToData = new("--to-data") { Description = "The data folder of the 'mote up' that the pack is for.", Required = true };

    /// <summary>The keys that a command names, of which the first is made where nothing is stored under any yet.</summary>
    /// <exception cref="MasterKeyException">Something is stored, and its keys are not there.</exception>
    public static ServiceKeys Of(ParseResult parsed, Screen screen)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (parsed.GetResult(Data) is not { Implicit: false } && environment.GetSection("Mote:Keys").Exists())
            return new ServiceKeys(KeySettings.Open(environment), "the environment variables Mote__Keys__...");

        return Of(parsed.GetRequiredValue(Data), screen);
    }

    /// <summary>The keys of the service that a pack is moved to.</summary>
    public static ServiceKeys Others(ParseResult parsed, Screen screen) => Of(parsed.GetRequiredValue(ToData), screen);

    public void Dispose() => (Provider as IDisposable)?.Dispose();

    private static ServiceKeys Of(string folder, Screen screen)
    {
        var data = new DataFolder(folder);
        var isFirst = !Directory.Exists(data.Keys);
        data.RequireMasterKey();
        if (isFirst)
            screen.Say($"Made the first master key in {data.Keys}. Keep a copy where the state store and its backups are not.");
        return new ServiceKeys(new FileMasterKeys(data.Keys), data.Keys);
    }
}
