using System.CommandLine;
using Mote.Cli.Identities;
using Mote.Cli.Output;
using Mote.Cli.Up;
using Mote.Client;
using Mote.Protocol;
using Mote.Silo.Keys;

namespace Mote.Cli.Keys;

/// <summary><c>mote keys</c>: the master keys that everything stored is protected under.</summary>
internal static class KeysCommand
{
    private static readonly Option<string> Folder = new("--folder")
    {
        Description = "The folder of the master keys.",
        DefaultValueFactory = _ => Path.Combine(UpCommand.DefaultData, "keys"),
    };

    public static Command Create() => new("keys", "Master keys: make a new one, bring everything under it, see what still needs an old one.") { New(), List(), Rotate() };

    private static Command New() => new Command("new", "Make the next version of the master key, in a folder of key files. It becomes current; 'mote keys rotate' brings what is stored under it.") { Folder }
        .Runs((parsed, screen, _) =>
        {
            var (version, file) = new FileMasterKeys(parsed.GetRequiredValue(Folder)).Create();
            screen.Result(new { version, file }, $"Made master key version {version}: {file}\nKeep a copy where the state store and its backups are not. Next: mote keys rotate");
            return Task.FromResult(ExitCode.Done);
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
