using System.CommandLine;
using Mote.Cli.Home;
using Mote.Cli.Identities;
using Mote.Cli.Output;
using Mote.Client;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;
using Mote.Silo.Keys.Seals;
using Mote.Storage.Claims;

namespace Mote.Cli.Keys;

/// <summary><c>mote keys</c>: the master keys that everything stored is protected under.</summary>
internal static class KeysCommand
{
    private static readonly Option<string?> Folder = new("--folder") { Description = "The folder of the master keys of a silo that is not run by 'mote up'; in place of --data and --keys." };
    private static readonly Option<string?> To = new("--to") { Description = "The folder they go to. Without it one of the store's own among what this user's programs keep, where 'mote up' finds them by itself." };

    private static readonly Option<string?> With = KeyFolderOptions.SealOption("--with", "The seal; none takes it off.");
    private static readonly Option<string> BackUpTo = new("--to") { Description = "The folder that the copies go to.", Required = true };

    public static Command Create() => new("keys", "Master keys: make a new one, bring everything under it, see what still needs an old one, seal and back them up, move them away from the store. The operator's key: make a new one.")
    {
        New(), List(), Rotate(), Seal(), BackUp(), Move(), Operator(),
    };

    private static Command New() => new Command("new", "Make the next version of the master key, in a folder of key files. It becomes current; 'mote keys rotate' brings what is stored under it.") { Folder, KeyFolderOptions.Data, KeyFolderOptions.Keys, KeyFolderOptions.Seal }
        .Runs(async (parsed, screen, stop) =>
        {
            var store = parsed.GetValue(Folder) is null ? LocalStore.Existing(parsed.DataFolder(), parsed.KeyFolder()) : null;
            var known = store is null ? null : await store.OperatorKeyFile.Read(stop);
            var (version, file) = Keys(parsed).Create(parsed.GetValue(KeyFolderOptions.Seal));
            // Under what is current now, so that the version before can go.
            if (known is not null)
                await store!.OperatorKeyFile.KeepUnderCurrent(known, stop);
            screen.Result(new { version, file }, $"Made master key version {version}: {file}\nKeep a copy where the state store and its backups are not. Next: mote keys rotate");
            return ExitCode.Done;
        });

    private static Command Seal() => new Command("seal", "Put the files of the master keys under what this system seals them by, or under nothing. The silo may run.") { Folder, KeyFolderOptions.Data, KeyFolderOptions.Keys, With }
        .Runs((parsed, screen, _) =>
        {
            var seal = parsed.GetValue(With) ?? KeySeals.Usual;
            var files = Keys(parsed).SealAll(seal);
            screen.Result(new { seal, files }, seal == KeySeals.None
                ? $"Under no seal: {string.Join(", ", files)}. Whoever can read them has the keys."
                : $"Sealed by {seal}: {string.Join(", ", files)}. They open for this user on this machine alone: 'mote keys back-up --to FOLDER' makes copies that open elsewhere.");
            return Task.FromResult(ExitCode.Done);
        });

    private static Command BackUp() => new Command("back-up", "Copy the master keys to a folder, under no seal, so that they open wherever they are brought. Keep it apart from the store and its backups.") { Folder, KeyFolderOptions.Data, KeyFolderOptions.Keys, BackUpTo }
        .Runs((parsed, screen, _) =>
        {
            var files = Keys(parsed).BackUp(parsed.GetRequiredValue(BackUpTo));
            screen.Result(new { files }, $"Copied: {string.Join(", ", files)}\nWhoever has these and the store has everything: lock them away. To bring one back, put it where it was.");
            return Task.FromResult(ExitCode.Done);
        });

    private static Command Move() => new Command("move", "Move the master keys out of a data folder, where they lay before, to a folder elsewhere. Stop the silo first.") { KeyFolderOptions.Data, To }
        .Runs(async (parsed, screen, stop) =>
        {
            var data = parsed.DataFolder();
            if (!data.HoldsKeys)
                throw new UsageException($"No master keys lie in '{data.Path}': there is nothing to move.");
            // A silo that runs would ask for them where they were.
            await using var claim = new SqliteClaim(data.Database, TimeProvider.System);
            if (await claim.TryTakeAsync(stop) is { } holder)
                throw new StoreClaimedException(claim.Store, holder);
            var number = data.Number;
            if (Directory.Exists(data.KeysBeside))
            {
                // While they are where they were: only there is an operator's key from before taken over.
                var store = LocalStore.Existing(data, KeyFolder.Find(data, null));
                await store.TakeOver(stop);
                number = store.Number;
            }

            var to = KeyFolder.Elsewhere(data, parsed.GetValue(To), number ?? throw new MasterKeyException($"'{data.Path}' does not say which store it is: bring its file 'store-id' back."));
            var files = MovedKeys.Move(data, to.Path);
            screen.Result(
                new { keys = to.Path, files },
                $"The master keys are in '{to.Path}' now: back this up, apart from the data folder and its backups.\nCopies of the data folder from before hold them, too: destroy those, or make a new key ('mote keys new') and rotate. Next: mote up --data {data.Path}{to.Option}");
            return ExitCode.Done;
        });

    private static Command Operator() => new Command("operator", "Make a new API key for the operator of a silo run by 'mote up'; the old one is refused from its next start on. The master keys must open what is stored.") { KeyFolderOptions.Data, KeyFolderOptions.Keys }
        .Runs(async (parsed, screen, stop) =>
        {
            var store = LocalStore.Existing(parsed.DataFolder(), parsed.KeyFolder());
            // Where nothing is stored, what says the key before is all there is to prove.
            if (await store.Prove(stop) == 0)
                await store.OperatorKeyFile.Read(stop);
            var key = OperatorKey.Generate();
            await store.OperatorKeyFile.Write(key.Sha256, stop);
            screen.Result(new { newKey = key.Secret }, $"API key, shown this once and kept nowhere: {key.Secret}\nA silo that is running takes it from its next start on.");
            return ExitCode.Done;
        });

    private static Command List() => new Command("list", "The versions of the master key, and how many records need each.") { IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var versions = await IdentityCommands.Client(services).ListKeysAsync(stop);
            screen.Result(versions, string.Join('\n', versions.Select(Line)));
            return ExitCode.Done;
        });

    private static Command Rotate() => new Command("rotate", "Bring every record under the current master key, while everybody goes on verifying. Started again, it goes on where it stopped.") { IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var client = IdentityCommands.Client(services);
            var rotation = await screen.Progress("Rotating", progress => client.RotateKeysAsync(progress, stop));
            var versions = await client.ListKeysAsync(stop);
            var unused = versions.Where(version => version is { IsProvided: true, IsCurrent: false, Records: 0 }).Select(version => version.Version).ToArray();
            var ofCohort = versions.FirstOrDefault(version => version is { IsOfCohort: true, IsCurrent: false });
            screen.Result(rotation, Ended(rotation, unused) + (ofCohort is null ? "" : $"\nThe cohort pack needs version {ofCohort.Version} still: 'mote cohort seal PACK' brings it under the current one."));
            return rotation.State == KeyRotationState.Complete ? ExitCode.Done : ExitCode.Failed;
        });

    private static FileMasterKeys Keys(ParseResult parsed) => parsed.GetValue(Folder) is { } folder ? new FileMasterKeys(folder) : parsed.KeyFolder().Keys;

    private static string Line(MasterKeyVersion version) =>
        $"version {version.Version}: {version.Records} records need it{(version.IsOfCohort ? ", the cohort pack among them" : "")}{(version.IsCurrent ? ", current" : "")}{(version.IsProvided ? "" : ", NOT PROVIDED")}"
        + (version is { IsCurrent: false, IsProvided: true, Records: 0 } ? ", can be destroyed" : "");

    private static string Ended(KeyRotation rotation, int[] unused) => rotation switch
    {
        { State: KeyRotationState.Complete } => $"{rotation.Done} records brought under master key version {rotation.MasterKeyVersion}; none of this realm needs an older one."
            + (unused.Length == 0 ? "" : $" Once this is so in every realm, destroy version {string.Join(", ", unused)}, copies and backups included: what old backups of the store hold is then unreadable for good."),
        { Refused.Count: > 0 } => $"{rotation.Done} records brought under master key version {rotation.MasterKeyVersion}; these were refused and keep needing their old key: {string.Join(", ", rotation.Refused)}. 'mote verify' says why.",
        _ => $"Stopped after {rotation.Done} records; everything can be read as before. See the service's log and run it again: it goes on where it stopped.",
    };
}
