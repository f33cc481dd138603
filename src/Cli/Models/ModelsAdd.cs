using System.CommandLine;
using System.Security.Cryptography;
using Mote.Cli.Output;
using Mote.Vision;
using Mote.Vision.Embedding;

namespace Mote.Cli.Models;

/// <summary><c>mote models add</c>.</summary>
internal static class ModelsAdd
{
    private static readonly Argument<string> Source = new("path") { Description = "The ONNX file." };

    public static Command Create()
    {
        var command = new Command("add", "Copy a model of your own into the folder, with a manifest. A detector is recognised; an embedder needs --name, --licence and its preprocessing.") { Source, ModelsCommand.Folder };
        foreach (var option in OwnEmbedder.Options)
            command.Options.Add(option);
        return command.Runs(Run);
    }

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var source = parsed.GetRequiredValue(Source);
        if (!File.Exists(source))
            throw new UsageException($"There is no file '{source}'.");
        var folder = new ModelFolder(parsed.GetRequiredValue(ModelsCommand.Folder));
        var content = await File.ReadAllBytesAsync(source, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var inspection = ModelInspection.Of(source, content);
        EmbedderManifest? manifest = null;
        if (inspection.IsDetector)
            ModelInspection.TryDetector(source, content);
        else
            ModelInspection.TryEmbedder(source, content, manifest = OwnEmbedder.Manifest(parsed, source, inspection, hash));

        var target = folder[Path.GetFileName(Path.ChangeExtension(source, ".onnx"))];
        await Place(content, hash, target, cancellationToken);
        var path = manifest is null
            ? ModelManifests.WriteDetector(target, parsed.GetValue(OwnEmbedder.Name) ?? Path.GetFileNameWithoutExtension(source), parsed.GetValue(OwnEmbedder.Licence), hash)
            : ModelManifests.Write(target, manifest);
        var purpose = manifest is null ? ModelPurpose.Detector : ModelPurpose.Embedder;
        var next = NextSteps.After(folder, purpose, target, ModelCatalogue.Load(null));
        screen.Result(
            new { purpose, path = target, manifest = path, sha256 = hash, next },
            string.Join("\n  ", [$"Added the {(manifest is null ? "detector" : $"embedder, {manifest.Dimension} values from '{manifest.Output}'")}: {target}\nNext:", .. next]));
        return ExitCode.Done;
    }

    private static async Task Place(byte[] content, string hash, string target, CancellationToken cancellationToken)
    {
        if (File.Exists(target))
        {
            if (await ModelFolder.HashOf(target, cancellationToken) != hash)
                throw new UsageException($"'{target}' is another model already: rename the file first.");
            return;
        }

        var wanted = new WantedFile(Path.GetFileNameWithoutExtension(target), content.Length, hash);
        using var part = PartFile.Open(target, wanted);
        part.StartOver();
        await part.Append(content, cancellationToken);
        await part.Finish(cancellationToken);
    }
}
