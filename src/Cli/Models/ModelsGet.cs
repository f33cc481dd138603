using System.CommandLine;
using Mote.Cli.Output;

namespace Mote.Cli.Models;

/// <summary><c>mote models get</c>.</summary>
internal static class ModelsGet
{
    // A server that says nothing for so long will not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Argument<string> Name = new("name") { Description = "The model's name; 'mote models list' shows them." };
    private static readonly Option<string?> From = new("--from") { Description = "Take the file from this folder, whatever its name, instead of downloading it." };
    private static readonly Option<bool> AcceptLicence = new("--accept-licence") { Description = "Accept a licence that forbids commercial use." };

    public static Command Create() => new Command("get", "Fetch a model into the folder and check that it is the right one.") { Name, ModelsCommand.Folder, From, AcceptLicence, ModelsCommand.Catalogue }
        .Runs(async (parsed, screen, stop) =>
        {
            var catalogue = ModelCatalogue.Load(parsed.GetValue(ModelsCommand.Catalogue));
            var folder = new ModelFolder(parsed.GetRequiredValue(ModelsCommand.Folder));
            var model = catalogue.Find(parsed.GetRequiredValue(Name));
            screen.Say($"{model.Name}: {model.Kind()}, {model.Megabytes()} MB. {model.Description}");
            screen.Say($"Licence: {model.Licence}, {model.LicenceAddress}");

            var (state, file) = await folder.Find(model, stop);
            if (state != ModelState.Present)
                await Bring(model, folder[model.File], state, parsed, screen, stop);
            var manifest = Manifest(model, file);
            var next = NextSteps.After(folder, model.Purpose, file, catalogue);
            screen.Result(
                new { model.Name, model.Purpose, path = file, manifest, fetched = state != ModelState.Present, model.Bytes, model.Sha256, model.Licence, model.LicenceAddress, next },
                string.Join("\n  ", [(state == ModelState.Present ? $"Already there and right: {file}" : $"Got and checked: {file}") + (next.Count > 0 ? "\nNext:" : ""), .. next]));
            return ExitCode.Done;
        });

    private static async Task Bring(CatalogueModel model, string target, ModelState state, ParseResult parsed, Screen screen, CancellationToken stop)
    {
        if (!model.CommercialUse && !parsed.GetValue(AcceptLicence))
            throw new UsageException($"The licence of {model.Name} forbids commercial use: read it at {model.LicenceAddress}, and give --accept-licence if you accept it. Nothing was fetched.");
        if (state == ModelState.Damaged)
            screen.Say($"'{target}' is damaged and will be replaced.");
        else if (File.Exists(target))
            throw new UsageException($"'{target}' is another model, as its manifest says: rename both, or choose another folder with --to.");

        var from = parsed.GetValue(From);
        var source = from is null ? null : await FittingFile(model, from, stop);
        using var part = PartFile.Open(target, model.Wanted());
        // Whoever held it until now may just have finished.
        if (File.Exists(target) && await ModelFolder.Holds(target, model, stop))
            return;
        if (source is not null)
        {
            await Copy(source, part, stop);
        }
        else
        {
            screen.Say($"Downloading {model.Megabytes()} MB from {model.Address}");
            await screen.Progress($"Downloading {model.Name}", async progress =>
            {
                await new ModelDownload(Patience).Run(model, part, progress, stop);
                return true;
            });
        }

        await part.Finish(stop);
    }

    private static async Task<string> FittingFile(CatalogueModel model, string folder, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}': --from names one that holds the file.");
        foreach (var file in Directory.GetFiles(folder))
        {
            if (await ModelFolder.Holds(file, model, stop))
                return file;
        }

        throw new UsageException($"No file in '{folder}' is {model.Name}: one with {model.Bytes} bytes and SHA-256 {model.Sha256} is needed, under any name.");
    }

    private static async Task Copy(string source, PartFile part, CancellationToken stop)
    {
        part.StartOver();
        await part.Append(await File.ReadAllBytesAsync(source, stop), stop);
    }

    /// <summary>Writes the manifest of an embedder unless it is there.</summary>
    private static string? Manifest(CatalogueModel model, string file)
    {
        if (model.Manifest is null)
            return null;
        var path = ModelFolder.ManifestOf(file);
        return ModelFolder.StatedHash(file) == model.Sha256 ? path : ModelManifests.Write(file, model.Manifest);
    }
}
