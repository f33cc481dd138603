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

    private static readonly Option<string> Cohort = new("--cohort") { Description = "The cohort pack, made by 'mote cohort build'.", Required = true };
    private static readonly Option<string> Data = new("--data") { Description = "The folder of the silo's state.", DefaultValueFactory = _ => "mote-data" };
    private static readonly Option<string> Address = new("--address", "--urls") { Description = "Where to listen; https needs a certificate (Kestrel__Certificates__Default__Path).", DefaultValueFactory = _ => DefaultAddress };

    public static Command Create() => new Command("up", "Run a silo that keeps its state in a folder, and show its API key the first time.")
    {
        ModelOptions.Folder, ModelOptions.Detector, ModelOptions.Embedder, Cohort, Data, Address,
    }.Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var models = parsed.Models();
        var cohort = parsed.GetRequiredValue(Cohort);
        if (!File.Exists(cohort))
            throw new UsageException($"There is no cohort pack '{cohort}': make one with 'mote cohort build'.");
        var data = new DataFolder(parsed.GetRequiredValue(Data));
        var (hash, newKey) = data.ApiKey();

        var silo = await screen.Progress("Starting the silo", _ =>
            LocalSilo.Start(models, cohort, data.Database, hash, parsed.GetRequiredValue(Address), cancellationToken));
        await using (silo)
        {
            if (newKey is not null)
                data.Keep(hash);
            var address = silo.Urls.First();
            screen.Result(
                new { address, data = parsed.GetRequiredValue(Data), newKey },
                $"Ready at {address}" + (newKey is null ? "." : $"\nAPI key, shown this once and kept nowhere: {newKey}\nNext: export MOTE_API_KEY={newKey}; mote enroll NAME PHOTO")
                + "\nStop with Ctrl+C.");
            await silo.WaitForShutdownAsync(cancellationToken);
        }

        return ExitCode.Done;
    }
}
