using System.Text.Json;
using Mote.Vision.Embedding;

namespace Mote.Cli.Models;

/// <summary>Writes the manifest beside a model.</summary>
internal static class ModelManifests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>The manifest's path.</returns>
    public static string Write(string file, EmbedderManifest manifest) => Write(file, JsonSerializer.Serialize(manifest, Json));

    /// <summary>A detector needs no manifest to be used; this one says where it came from and lets it be verified.</summary>
    public static string WriteDetector(string file, string name, string? licence, string sha256) =>
        Write(file, JsonSerializer.Serialize(new { name, licence, sha256 }, Json));

    private static string Write(string file, string json)
    {
        var path = ModelFolder.ManifestOf(file);
        File.WriteAllText(path, json + "\n");
        return path;
    }
}
