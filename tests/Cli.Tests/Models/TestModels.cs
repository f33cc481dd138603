using System.Security.Cryptography;
using System.Text.Json;
using Mote.Cli.Models;
using Mote.Vision.Embedding;
using Mote.Vision.Onnx;

namespace Mote.Cli.Tests.Models;

/// <summary>Catalogues of a test's own, and ONNX files small enough to make on the spot.</summary>
internal static class TestModels
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A detector "tiny" in tiny_yunet.onnx; random bytes, since nothing opens it.</summary>
    public static CatalogueModel Detector(byte[] file, Uri? address = null) => new()
    {
        Name = "tiny",
        Purpose = ModelPurpose.Detector,
        Description = "Random bytes.",
        File = "tiny_yunet.onnx",
        Address = address ?? new Uri("https://nowhere.invalid/tiny.onnx"),
        Sha256 = Hash(file),
        Bytes = file.Length,
        Licence = "MIT",
        LicenceAddress = new Uri("https://nowhere.invalid/LICENSE"),
        CommercialUse = true,
    };

    /// <summary>An embedder "vector" in vector.onnx.</summary>
    public static CatalogueModel Embedder(byte[] file, Uri? address = null) => Detector(file, address) with
    {
        Name = "vector",
        Purpose = ModelPurpose.Embedder,
        File = "vector.onnx",
        Manifest = new EmbedderManifest
        {
            Name = "Vector",
            Licence = "MIT",
            Sha256 = Hash(file),
            Input = "face",
            Edge = 112,
            Colours = ColourOrder.Bgr,
            Scale = 1,
            Mean = [127.5f, 127.5f, 127.5f],
            Deviation = [128, 128, 128],
            Output = "vector",
            Dimension = 4,
        },
    };

    public static string Catalogue(this TemporaryFolder folder, params CatalogueModel[] models) =>
        folder.Write("catalogue.json", JsonSerializer.Serialize(models, Json));

    public static string Hash(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>An embedder of four sums of the mean colours, as the manifest of "vector" describes it.</summary>
    public static byte[] EmbedderFile() => Network("face", 112, "vector", 4);

    /// <summary>A network with the names and shapes of the demo detector.</summary>
    public static byte[] DetectorFile() => Network("picture", 96, "landmarks", 11);

    /// <summary>The mean of each colour plane, then one dense layer.</summary>
    public static byte[] Network(string input, int edge, string output, int values) => OnnxWriter.Write(new LayeredNetwork(
        "test",
        input,
        [3, edge, edge],
        output,
        [
            new Convolution(3, 3, edge, 1, 0, 3, Enumerable.Repeat(1f / (edge * edge), 3 * edge * edge).ToArray(), new float[3], false),
            new Dense(3, values, Enumerable.Range(1, 3 * values).Select(i => (float)i).ToArray(), Enumerable.Repeat(1f, values).ToArray(), false),
        ],
        new Dictionary<int, string>(),
        new Dictionary<string, string>()));
}
