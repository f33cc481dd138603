using System.CommandLine;
using Mote.Cli.Output;
using Spectre.Console;

namespace Mote.Cli.Models;

/// <summary><c>mote models list</c>.</summary>
internal static class ModelsList
{
    public static Command Create() => new Command("list", "The models that can be got, and which of them are in the folder.") { ModelsCommand.Folder, ModelsCommand.Catalogue }.Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var catalogue = ModelCatalogue.Load(parsed.GetValue(ModelsCommand.Catalogue));
        var folder = new ModelFolder(parsed.GetRequiredValue(ModelsCommand.Folder));
        List<(CatalogueModel Model, ModelState State, string File)> found = [];
        foreach (var model in catalogue.Models)
        {
            var (state, file) = await folder.Find(model, cancellationToken);
            found.Add((model, state, file));
        }

        string[] others = [.. folder.Files().Except(found.Where(model => model.State != ModelState.Absent).Select(model => model.File)).Select(file => Path.GetFileName(file))];
        if (screen.IsJson)
        {
            screen.Result(new { folder = folder.Path, models = found.Select(Described), others }, "");
            return ExitCode.Done;
        }

        var table = new Table().AddColumns("Model", "For", "Licence", "Commercial use", "MB", $"In {Markup.Escape(folder.Path)}");
        foreach (var (model, state, _) in found)
            table.AddRow(new[] { model.Name, model.Kind(), model.Licence, model.CommercialUse ? "yes" : "no", model.Megabytes(), Name(state) }.Select(Markup.Escape).ToArray());
        screen.People.Write(table);
        foreach (var (model, _, _) in found)
            screen.Say($"  {model.Name}: {model.Description} Licence: {model.LicenceAddress}");
        if (others.Length > 0)
            screen.Say($"Not in the catalogue: {string.Join(", ", others)}. 'mote models verify' checks those with a manifest.");
        return ExitCode.Done;
    }

    private static string Name(ModelState state) => state switch
    {
        ModelState.Absent => "absent",
        ModelState.Present => "present",
        _ => "damaged",
    };

    private static object Described((CatalogueModel Model, ModelState State, string File) found) => new
    {
        found.Model.Name,
        found.Model.Purpose,
        found.Model.Description,
        found.Model.Licence,
        found.Model.LicenceAddress,
        found.Model.CommercialUse,
        found.Model.Bytes,
        found.State,
        file = found.State == ModelState.Absent ? null : Path.GetFileName(found.File),
    };
}
