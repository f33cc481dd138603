using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Mote.Cli.Home;
using Mote.Cli.Keys;
using Mote.Cli.Output;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;

namespace Mote.Cli.Cohorts;

/// <summary>
/// The master keys of the silo that will read a cohort pack: those that <c>mote up</c> takes with the same options or, where
/// there are none of these, those that a silo with the same environment variables takes.
/// </summary>
/// <param name="Provider">The keys.</param>
/// <param name="Place">Where they are, for people.</param>
internal sealed record ServiceKeys(IMasterKeyProvider Provider, string Place) : IDisposable
{
    private static readonly Option<string?> ToData = new("--to-data") { Description = "The data folder of the 'mote up' that the pack is for." };
    private static readonly Option<string?> ToKeys = new("--to-keys") { Description = "The folder of its master keys, where they are not where 'mote up' keeps them." };

    /// <summary>Gives a command the options that say whose keys.</summary>
    public static Command AddTo(Command command)
    {
        command.Options.Add(KeyFolderOptions.Data);
        command.Options.Add(KeyFolderOptions.Keys);
        return command;
    }

    /// <summary>Gives a command the options that say whose keys as well as those of another service.</summary>
    public static Command AddBothTo(Command command)
    {
        command.Options.Add(ToData);
        command.Options.Add(ToKeys);
        return AddTo(command);
    }

    /// <summary>The keys that a command names, which a sealed pack was sealed under.</summary>
    /// <exception cref="UsageException">Nothing is stored there.</exception>
    /// <exception cref="MasterKeyException">Something is stored, and its keys are not there.</exception>
    public static ServiceKeys Find(ParseResult parsed) => OfEnvironment(parsed) ?? Of(parsed.KeyFolder());

    /// <summary>The keys that a command names, of which the first is made where nothing is stored yet.</summary>
    /// <exception cref="MasterKeyException">Something is stored, and its keys are not there.</exception>
    public static ServiceKeys FindOrMake(ParseResult parsed, Screen screen) =>
        OfEnvironment(parsed) ?? FindOrMake(parsed.DataFolder(), parsed.GetValue(KeyFolderOptions.Keys), screen);

    /// <summary>The keys of the other service, of which the first is made likewise.</summary>
    /// <exception cref="UsageException">None is named.</exception>
    /// <exception cref="MasterKeyException">Something is stored, and its keys are not there.</exception>
    public static ServiceKeys FindOrMakeOther(ParseResult parsed, Screen screen) => parsed.GetValue(ToData) is { } data
        ? FindOrMake(new DataFolder(data), parsed.GetValue(ToKeys), screen)
        : throw new UsageException("--to-data names the data folder of the 'mote up' that the pack is for. For a service that has its keys elsewhere: 'mote cohort open' here, 'mote cohort seal' there.");

    public void Dispose() => (Provider as IDisposable)?.Dispose();

    private static ServiceKeys? OfEnvironment(ParseResult parsed)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var isNamed = parsed.GetValue(KeyFolderOptions.Keys) is not null || parsed.GetResult(KeyFolderOptions.Data) is { Implicit: false };
        return isNamed || !environment.GetSection("Mote:Keys").Exists() ? null : new ServiceKeys(KeySettings.Open(environment), "the environment variables Mote__Keys__...");
    }

    private static ServiceKeys FindOrMake(DataFolder data, string? named, Screen screen)
    {
        var isNew = !data.IsUsed;
        var keys = LocalStore.Open(data, named).Keys;
        if (isNew)
            screen.Say($"Nothing is stored in {data.Path} yet: its first master key is in {keys.Path}. Back it up, apart from the data folder; 'mote up --data {data.Path}{keys.Option}' takes it.");
        return Of(keys);
    }

    private static ServiceKeys Of(KeyFolder folder) => new(folder.Keys, folder.Path);
}
