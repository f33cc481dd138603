namespace Mote.Golden.Tests.Golden;

/// <summary>The models that golden stores were made with: those that come with Mote, for as long as they are the same.</summary>
internal static class GoldenModels
{
    public const string Detector = "mote-demo-detector.onnx";
    public const string Embedder = "mote-demo-embedder.onnx";

    private const string EmbedderManifest = "mote-demo-embedder.json";

    /// <summary>Where the models lie that come with Mote.</summary>
    public static string Shipped { get; } = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");

    /// <summary>SHA-256 of each file in a folder that a decision depends on, by name.</summary>
    public static SortedDictionary<string, string> Hashes(string folder) => new(
        new[] { Detector, Embedder, EmbedderManifest }.ToDictionary(name => name, name => Manifest.Hash(Path.Combine(folder, name))),
        StringComparer.Ordinal);
}
