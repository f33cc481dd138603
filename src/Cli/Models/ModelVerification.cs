using System.Security.Cryptography;
using Mote.Vision;
using Mote.Vision.Embedding;
using Mote.Vision.Onnx;

namespace Mote.Cli.Models;

/// <summary>Checks a file against the catalogue, or else against its manifest, and opens it only when it is what they say.</summary>
internal static class ModelVerification
{
    public static async Task<ModelVerdict> Of(string file, ModelCatalogue catalogue, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        var content = await File.ReadAllBytesAsync(file, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var stated = ModelFolder.StatedHash(file);
        if (catalogue.Models.FirstOrDefault(model => model.Sha256 == hash) is { } known)
            return Opened(new ModelVerdict(name, ModelState.Present, known.Name, $"{known.Name} of the catalogue"), file, content, hash, known);
        if (stated == hash)
            return Opened(new ModelVerdict(name, ModelState.Present, null, "as its manifest says"), file, content, hash, null);
        if (catalogue.Models.FirstOrDefault(model => model.File == name) is { } meant)
            return new ModelVerdict(name, ModelState.Damaged, meant.Name, $"expected SHA-256 {meant.Sha256}, found {hash}: 'mote models get {meant.Name}' replaces it");
        return stated is null
            ? new ModelVerdict(name, ModelState.Unknown, null, $"SHA-256 {hash} is not in the catalogue and no manifest states it: 'mote models add' writes one")
            : new ModelVerdict(name, ModelState.Damaged, null, $"its manifest expects SHA-256 {stated}, found {hash}: get the file again");
    }

    private static ModelVerdict Opened(ModelVerdict verdict, string file, byte[] content, string hash, CatalogueModel? known)
    {
        try
        {
            if (known?.Purpose == ModelPurpose.Detector || (known is null && ModelInspection.Of(file, content).IsDetector))
                ModelInspection.TryDetector(file, content);
            else
                ModelInspection.TryEmbedder(file, content, known is not null && !File.Exists(ModelFolder.ManifestOf(file)) ? known.Manifest! : EmbedderManifest.Of(file, hash));
            return verdict;
        }
        catch (ModelException unusable)
        {
            return verdict with { State = ModelState.Damaged, Detail = unusable.Message };
        }
    }
}
