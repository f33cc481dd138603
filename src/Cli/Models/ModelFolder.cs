using System.Security.Cryptography;
using System.Text.Json;

namespace Mote.Cli.Models;

/// <summary>A folder of models, each an ONNX file, an embedder with its manifest beside it.</summary>
/// <param name="Path">The folder, which need not be there.</param>
internal sealed record ModelFolder(string Path)
{
    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>All ONNX files, in order of their names.</summary>
    public IReadOnlyList<string> Files() => Directory.Exists(Path) ? [.. Directory.GetFiles(Path, "*.onnx").Order(StringComparer.Ordinal)] : [];

    /// <summary>Where a model of the catalogue is, whatever its file is called here, and how it fares.</summary>
    public async Task<(ModelState State, string File)> Find(CatalogueModel model, CancellationToken cancellationToken)
    {
        var own = this[model.File];
        // First under its own name; then any file of those bytes.
        foreach (var file in Files().OrderByDescending(file => file == own))
        {
            if (await Holds(file, model, cancellationToken))
                return (ModelState.Present, file);
        }

        return (File.Exists(own) && !await IsAsStated(own, cancellationToken) ? ModelState.Damaged : ModelState.Absent, own);
    }

    /// <summary>Whether the file is the model, byte for byte.</summary>
    public static async Task<bool> Holds(string file, CatalogueModel model, CancellationToken cancellationToken) =>
        new FileInfo(file).Length == model.Bytes && await HashOf(file, cancellationToken) == model.Sha256;

    public static async Task<string> HashOf(string file, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    /// <summary>The SHA-256 that the manifest beside a model states; null without a manifest that states one.</summary>
    public static string? StatedHash(string file)
    {
        var manifest = ManifestOf(file);
        if (!File.Exists(manifest))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("sha256", out var hash) && hash.ValueKind == JsonValueKind.String
                ? hash.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string ManifestOf(string file) => System.IO.Path.ChangeExtension(file, ".json");

    /// <summary>Whether a file is what the manifest beside it says: a model of its own, whatever its name.</summary>
    private static async Task<bool> IsAsStated(string file, CancellationToken cancellationToken) =>
        StatedHash(file) is { } stated && stated == await HashOf(file, cancellationToken);
}
