using System.Security.Cryptography;
using System.Text.Json;

namespace Mote.Golden.Tests.Golden;

/// <summary>What belongs to a version's golden stores, by SHA-256.</summary>
/// <param name="Models">The models that they were made with.</param>
/// <param name="Files">Every file beside the manifest, by its path.</param>
internal sealed record Manifest(SortedDictionary<string, string> Models, SortedDictionary<string, string> Files)
{
    private const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>What lies in a version's folder now; kept models count as models.</summary>
    public static Manifest Of(GoldenVersion version) => new(
        GoldenModels.Hashes(version.Models),
        new SortedDictionary<string, string>(
            Directory.EnumerateFiles(version.Folder, "*", SearchOption.AllDirectories)
                .Where(file => file != FileOf(version) && Path.GetDirectoryName(file) != version.KeptModels)
                .ToDictionary(file => Path.GetRelativePath(version.Folder, file).Replace(Path.DirectorySeparatorChar, '/'), Hash),
            StringComparer.Ordinal));

    public static Manifest Load(GoldenVersion version) => JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(FileOf(version)), Readable)!;

    public void Save(GoldenVersion version) => File.WriteAllText(FileOf(version), JsonSerializer.Serialize(this, Readable) + "\n");

    public static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string FileOf(GoldenVersion version) => Path.Combine(version.Folder, FileName);
}
