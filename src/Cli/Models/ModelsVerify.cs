using System.CommandLine;
using Mote.Cli.Output;

namespace Mote.Cli.Models;

/// <summary><c>mote models verify</c>.</summary>
internal static class ModelsVerify
{
    public static Command Create() => new Command("verify", "Check every model in the folder, byte for byte, and open it. Exit code 1 if one is damaged or unknown.") { ModelsCommand.Folder, ModelsCommand.Catalogue }
        .Runs(async (parsed, screen, stop) =>
        {
            var catalogue = ModelCatalogue.Load(parsed.GetValue(ModelsCommand.Catalogue));
            var folder = new ModelFolder(parsed.GetRequiredValue(ModelsCommand.Folder));
            if (folder.Files() is not { Count: > 0 } files)
                throw new UsageException($"There are no models in '{folder.Path}': --to names their folder, and 'mote models get' fills it.");

            List<ModelVerdict> verdicts = [];
            foreach (var file in files)
                verdicts.Add(await ModelVerification.Of(file, catalogue, stop));
            var good = verdicts.All(verdict => verdict.State == ModelState.Present);
            if (screen.IsJson)
                screen.Result(new { folder = folder.Path, good, files = verdicts }, "");
            else
                Show(verdicts, screen);
            return good ? ExitCode.Done : ExitCode.Failed;
        });

    private static void Show(List<ModelVerdict> verdicts, Screen screen)
    {
        foreach (var verdict in verdicts)
        {
            var state = verdict.State switch
            {
                ModelState.Present => "good",
                ModelState.Damaged => "damaged",
                _ => "unknown",
            };
            screen.Say($"{verdict.File}: {state} ({verdict.Detail})");
        }
    }
}
