using System.Text.Json;
using System.Text.Json.Serialization;
using Mote.Vision.Onnx;

namespace Mote.Vision.Embedding;

/// <summary>
/// What an ArcFace-like embedder takes and gives: a JSON file of the same name beside its ONNX file. A plane's value is
/// <c>(pixel * Scale - Mean) / Deviation</c>, in the manifest's colour order.
/// </summary>
public sealed record EmbedderManifest
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The licence of the model, as an SPDX identifier where there is one.</summary>
    public required string Licence { get; init; }

    /// <summary>SHA-256 of the ONNX file, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The name of the input, of shape [1, 3, Edge, Edge].</summary>
    public required string Input { get; init; }

    /// <summary>The edge of the aligned face, 112.</summary>
    public required int Edge { get; init; }

    /// <summary>The order of the colour planes.</summary>
    public required ColourOrder Colours { get; init; }

    /// <summary>What a pixel value of 0 to 255 is multiplied by.</summary>
    public required float Scale { get; init; }

    /// <summary>What is then taken away, one a plane.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>What it is then divided by, one a plane.</summary>
    public required IReadOnlyList<float> Deviation { get; init; }

    /// <summary>The name of the output, of shape [1, Dimension].</summary>
    public required string Output { get; init; }

    /// <summary>Values an embedding.</summary>
    public required int Dimension { get; init; }

    /// <summary>The manifest of a model: the file beside it, or what is known of a model of that hash.</summary>
    /// <param name="modelPath">The ONNX file.</param>
    /// <param name="sha256">Its SHA-256.</param>
    /// <exception cref="ModelException">There is none, it cannot be read, or it belongs to another file.</exception>
    public static EmbedderManifest Of(string modelPath, string sha256)
    {
        var path = Path.ChangeExtension(modelPath, ".json");
        var manifest = File.Exists(path)
            ? Parse(path, File.ReadAllBytes(path))
            : Known().FirstOrDefault(known => known.Sha256 == sha256)
                ?? throw new ModelException($"'{modelPath}' is not a known embedder and has no manifest '{path}': write one beside it (docs/models.md tells how).");
        return manifest.Sha256 == sha256
            ? manifest
            : throw new ModelException($"'{modelPath}' is not the file that its manifest describes (SHA-256 {sha256}, expected {manifest.Sha256}): get the file again, or correct the manifest.");
    }

    private static EmbedderManifest Parse(string path, byte[] json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.EmbedderManifest) ?? throw new JsonException("The manifest is null.");
            if (manifest.Edge != Alignment.AlignedFace.Edge || manifest.Mean.Count != 3 || manifest.Deviation.Count != 3 || manifest.Deviation.Contains(0) || manifest.Dimension < 1)
                throw new JsonException($"Edge is {Alignment.AlignedFace.Edge}, mean and deviation have three values, none of the deviations 0, and the dimension is positive.");
            return manifest;
        }
        catch (JsonException malformed)
        {
            throw new ModelException($"The manifest '{path}' cannot be used: {malformed.Message}", malformed);
        }
    }

    private static IEnumerable<EmbedderManifest> Known()
    {
        var assembly = typeof(EmbedderManifest).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            yield return Parse(name, content.ToArray());
        }
    }
}
