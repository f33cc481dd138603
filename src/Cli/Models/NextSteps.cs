namespace Mote.Cli.Models;

/// <summary>What to type once a model is in the folder.</summary>
internal static class NextSteps
{
    /// <param name="folder">The folder.</param>
    /// <param name="purpose">What the model that has just come is for.</param>
    /// <param name="file">Where it is.</param>
    /// <param name="catalogue">Offers what is still missing.</param>
    public static IReadOnlyList<string> After(ModelFolder folder, ModelPurpose purpose, string file, ModelCatalogue catalogue)
    {
        var files = folder.Files();
        var others = files.Where(other => Path.GetFileName(other) != Path.GetFileName(file)).ToLookup(IsDetectorByName);
        var missing = purpose == ModelPurpose.Detector ? ModelPurpose.Embedder : ModelPurpose.Detector;
        if (others[missing == ModelPurpose.Detector].FirstOrDefault() is not { } other)
        {
            var offers = catalogue.Models.Where(model => model.Purpose == missing).Select(model => model.Name).ToArray();
            return offers is [var first, ..] ? [$"mote models get {first} --to {Typed(folder.Path)}"] : [];
        }

        var (detector, embedder) = purpose == ModelPurpose.Detector ? (file, other) : (other, file);
        // The folder alone will do when it holds one of each, told apart by their names.
        var models = files.Count == 2 && IsDetectorByName(detector) && !IsDetectorByName(embedder)
            ? $"--models {Typed(folder.Path)}"
            : $"--detector {Typed(detector)} --embedder {Typed(embedder)}";
        return [$"mote cohort build {models} --photos FOLDER --labels FILE --out cohort.pack", $"mote up {models} --cohort cohort.pack"];
    }

    private static bool IsDetectorByName(string file) => Path.GetFileName(file).Contains("yunet", StringComparison.OrdinalIgnoreCase);

    private static string Typed(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}
