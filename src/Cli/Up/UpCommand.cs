using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Mote.Cli.Home;
using Mote.Cli.Keys;
using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Silo.Keys.Seals;
using Mote.Silo.Starts;

namespace Mote.Cli.Up;

/// <summary><c>mote up</c>.</summary>
internal static class UpCommand
{
    private static readonly Option<string?> Cohort = new("--cohort") { Description = "The cohort pack of the embedder, made by 'mote cohort build'." };
    private static readonly Option<string> Address = new("--address", "--urls") { Description = "Where to listen; https needs a certificate (Kestrel__Certificates__Default__Path).", DefaultValueFactory = _ => HomeAddress.Default };

    public static Command Create() => new Command("up", "Run a silo that keeps its state in a folder and its master keys in another, and show its API key the first time. Without --models and --cohort it takes the demo models, which know synthetic faces only.")
    {
        ModelOptions.Folder, ModelOptions.Detector, ModelOptions.Embedder, Cohort, KeyFolderOptions.Data, KeyFolderOptions.Keys, KeyFolderOptions.Seal, Address,
    }.Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var (models, cohort, environment) = Models(parsed);
        var store = LocalStore.Open(parsed.DataFolder(), parsed.GetValue(KeyFolderOptions.Keys), parsed.GetValue(KeyFolderOptions.Seal));
        if (store.Data.HoldsKeys)
            screen.Say($"Master keys lie in '{store.Data.Path}', beside what they protect: whoever copies the data folder has both. Stop the silo and move them: mote keys move --data {store.Data.Path}");
        var key = await store.OperatorKey(cancellationToken);

        var silo = await screen.Progress("Starting the silo", _ =>
            LocalSilo.Start(models, cohort, store, key.Sha256, parsed.GetRequiredValue(Address), target: null, locksOut: true, environment, settings => Overridden(screen, settings), cancellationToken));
        await using (silo)
        {
            // Once the key can be shown: a silo that fails to start at first must not leave the hash of a key that nobody has seen.
            if (key.Secret is not null)
                await store.OperatorKeyFile.Write(key.Sha256, cancellationToken);
            var address = silo.Urls.First();
            if (environment is not null)
                screen.Say("Demo models: they know synthetic faces only. 'mote models get mobilefacenet' brings a model that knows real ones.");
            var self = await SiloSelf.Of(silo.Services, cancellationToken);
            screen.Say(self.ToString());
            screen.Result(
                new { address, version = self.Version, models = self.Models, store = self.Stores, people = self.Realms.ToDictionary(realm => realm.Realm, realm => realm.People), data = parsed.GetRequiredValue(KeyFolderOptions.Data), keys = store.Keys.Path, newKey = key.Secret, backUp = key.Secret is null ? null : BackUp(store) },
                $"Ready at {address}" + (key.Secret is null ? "." : $"\nAPI key, shown this once and kept nowhere: {key.Secret}\nThe console is at the same address: sign in with the key. Next: export MOTE_API_KEY={key.Secret}; mote enroll NAME PHOTO\n{BackUp(store)}")
                + "\nStop with Ctrl+C.");
            await silo.WaitForShutdownAsync(cancellationToken);
        }

        // The master key may have become another meanwhile, and the old one is to go.
        await store.OperatorKeyFile.KeepUnderCurrent(key.Sha256, CancellationToken.None);
        // A silo that ended by itself has said that it failed.
        return Environment.ExitCode;
    }

    private static void Overridden(Screen screen, IReadOnlyList<string> settings) => screen.Say(
        $"Set on this machine, and not counting here, since 'mote up' has its own ('mote up --help'): {string.Join(", ", settings)}. 'mote silo' runs a silo by its settings alone.");

    private static string BackUp(LocalStore store)
    {
        var keys = store.Keys.Keys;
        var how = keys.Seal == KeySeals.None ? "Back this up" : $"Sealed by {keys.Seal}: only this user on this machine opens it. Back it up with 'mote keys back-up --data {store.Data.Path}{store.Keys.Option} --to FOLDER'";
        return $"Master key: {keys.Files()[^1]}\n{how}, apart from the data folder and its backups: without it nothing in '{store.Data.Path}' can be read.";
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
