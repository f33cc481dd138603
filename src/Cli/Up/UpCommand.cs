using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Mote.Cli.Models;
using Mote.Cli.Output;

namespace Mote.Cli.Up;

/// <summary><c>mote up</c>.</summary>
internal static class UpCommand
{
    /// <summary>Where a silo listens unless told otherwise.</summary>
    public const string DefaultAddress = "http://127.0.0.1:7270";

    /// <summary>Where a silo keeps its state unless told otherwise.</summary>
    public const string DefaultData = "mote-data";

    private static readonly Option<string?> Cohort = new("--cohort") { Description = "The cohort pack of the embedder, made by 'mote cohort build'." };
    private static readonly Option<string> Data = new("--data") { Description = "The folder of the silo's state.", DefaultValueFactory = _ => DefaultData };
    private static readonly Option<string> Address = new("--address", "--urls") { Description = "Where to listen; https needs a certificate (Kestrel__Certificates__Default__Path).", DefaultValueFactory = _ => DefaultAddress };

    public static Command Create() => new Command("up", "Run a silo that keeps its state in a folder, and show its API key the first time. Without --models and --cohort it takes the demo models, which know synthetic faces only.")
    {
        ModelOptions.Folder, ModelOptions.Detector, ModelOptions.Embedder, Cohort, Data, Address,
    }.Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var (models, cohort, environment) = Models(parsed);
        var data = new DataFolder(parsed.GetRequiredValue(Data));
        var (hash, newKey) = data.ApiKey();

        var silo = await screen.Progress("Starting the silo", _ =>
            LocalSilo.Start(models, cohort, data, hash, parsed.GetRequiredValue(Address), target: null, locksOut: true, environment, cancellationToken));
        await using (silo)
        {
            if (newKey is not null)
                data.Keep(hash);
            var address = silo.Urls.First();
            if (environment is not null)
                screen.Say("Demo models: they know synthetic faces only. 'mote models get mobilefacenet' brings a model that knows real ones.");
            screen.Result(
                new { address, data = parsed.GetRequiredValue(Data), newKey },
                $"Ready at {address}" + (newKey is null ? "." : $"\nAPI key, shown this once and kept nowhere: {newKey}\nThe console is at the same address: sign in with the key. Next: export MOTE_API_KEY={newKey}; mote enroll NAME PHOTO")
                + "\nStop with Ctrl+C.");
            await silo.WaitForShutdownAsync(cancellationToken);
        }

        return ExitCode.Done;
    }

    /// <summary>What the command line names; without any of it what comes with Mote, in an environment that takes it.</summary>
    private static (ModelFiles Models, string Cohort, string? Environment) Models(ParseResult parsed)
    {
        var cohort = parsed.GetValue(Cohort);
        if (cohort is null && !parsed.NamesModels())
        {
            var bundled = BundledModels.Find();
            // Where the machine names an environment, that one decides.
            var isNamed = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is not null || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is not null;
            return (bundled.Files, bundled.Cohort, isNamed ? null : BundledModels.Environment);
        }

        var models = parsed.Models();
        return File.Exists(cohort)
            ? (models, cohort, null)
            : throw new UsageException(cohort is null ? "No cohort pack: --cohort names the one of that embedder, made by 'mote cohort build'." : $"There is no cohort pack '{cohort}': make one with 'mote cohort build'.");
    }
}
