using System.CommandLine;
using Mote.Cli.Output;
using Mote.Grains.Contracts.Identities;

namespace Mote.Cli.Identities.Folders;

/// <summary><c>mote enroll-folder</c>.</summary>
internal static class EnrolFolderCommand
{
    private const int MostAtOnce = 64;

    private static readonly Argument<string> From = new("folder") { Description = $"Holds a folder of photos for each person, of which at most {EnrolmentRequest.MostPhotos} are used, or a photo for each person; folder and file names are the people's names." };
    private static readonly Option<int> AtOnce = Bounded(new("--at-once") { Description = $"People enrolled at a time, 1 to {MostAtOnce}.", DefaultValueFactory = _ => 8 });

    public static Command Create() => new Command("enroll-folder", "Enrol everybody in a folder; whoever is enrolled already is skipped, so the same command goes on where it was stopped. Exit code 1 if anybody is refused.")
    {
        From, AtOnce, IdentityCommands.Recipe, IdentityCommands.Balance, IdentityCommands.Target, IdentityCommands.Address, IdentityCommands.KeyFile,
    }.Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken stop)
    {
        var folder = PeopleFolder.Read(parsed.GetRequiredValue(From));
        await using var services = IdentityCommands.Connect(parsed);
        var enrolment = new FolderEnrolment(IdentityCommands.Client(services), IdentityCommands.Settings(parsed), parsed.GetValue(AtOnce));
        var result = await screen.Progress($"Enrolling {folder.People.Count:N0} people", progress => enrolment.Run(folder, progress, stop));
        screen.Result(result, result.Words());
        return result.Refused.Count > 0 || result.StoppedBecause is not null ? ExitCode.Failed : ExitCode.Done;
    }

    private static Option<int> Bounded(Option<int> atOnce)
    {
        atOnce.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostAtOnce)
                result.AddError($"--at-once is 1 to {MostAtOnce}.");
        });
        return atOnce;
    }
}
