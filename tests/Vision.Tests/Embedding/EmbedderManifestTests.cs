using System.Numerics.Tensors;
using Mote.Tests;
using Mote.Vision.Embedding;
using Mote.Vision.Onnx;

namespace Mote.Vision.Tests.Embedding;

public sealed class EmbedderManifestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-vision-");

    [Fact]
    public void Open_KnownModel_NeedsNoManifest()
    {
        using var pipeline = Open(SharedData.Path("models/mobilefacenet.onnx"));
        Assert.Equal((128, "Apache-2.0"), (pipeline.Embedder.Dimension, pipeline.Embedder.Licence));
    }

    [Fact]
    public void Open_ChangedColourOrder_ChangesTheEmbedding()
    {
        using var right = Open(SharedData.Path("models/mobilefacenet.onnx"));
        using var swapped = Open(Model(manifest => manifest.Replace("\"rgb\"", "\"bgr\"", StringComparison.Ordinal)));
        Assert.InRange(TensorPrimitives.CosineSimilarity(Embed(right), Embed(swapped)), -1, 0.98f);
    }

    [Fact]
    public void Open_OtherFileThanTheManifests_IsRefused()
    {
        var failure = Assert.Throws<ModelException>(() => Open(Model(manifest => manifest.Replace("b7120c", "000000", StringComparison.Ordinal))));
        Assert.Contains("SHA-256", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"input0\"", "\"data\"", "data")]
    [InlineData("\"dimension\": 128", "\"dimension\": 512", "512")]
    [InlineData("\"edge\": 112", "\"edge\": 96", "112")]
    [InlineData("\"name\"", "\"nom\"", "name")]
    [InlineData("{", "[", "JSON")]
    public void Open_WrongManifest_SaysWhatToCorrect(string from, string to, string expected)
    {
        var failure = Assert.Throws<ModelException>(() => Open(Model(manifest => manifest.Replace(from, to, StringComparison.Ordinal))));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_UnknownModelWithoutManifest_IsRefused()
    {
        var path = Path.Combine(_folder.FullName, "unknown.onnx");
        File.WriteAllText(path, "not known");
        Assert.Contains("manifest", Assert.Throws<ModelException>(() => Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingFile_IsNamed() =>
        Assert.Contains("absent.onnx", Assert.Throws<ModelException>(() => Open(Path.Combine(_folder.FullName, "absent.onnx"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_DetectorThatIsNone_IsRefused()
    {
        var embedder = SharedData.Path("models/mobilefacenet.onnx");
        Assert.Throws<ModelException>(() => FacePipeline.Open(new FacePipelineOptions { DetectorPath = embedder, EmbedderPath = embedder }));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static float[] Embed(FacePipeline pipeline) =>
        Assert.IsType<Readings.FaceReading>(pipeline.Read(Portrait.File(), TestContext.Current.CancellationToken)).Embedding;

    private static FacePipeline Open(string embedder) => FacePipeline.Open(new FacePipelineOptions
    {
        DetectorPath = SharedData.Path("models/yunet_2023mar.onnx"),
        EmbedderPath = embedder,
    });

    /// <summary>The real model in a folder of its own, with the manifest of the known one, changed.</summary>
    private string Model(Func<string, string> change)
    {
        var path = Path.Combine(_folder.FullName, "embedder.onnx");
        File.Copy(SharedData.Path("models/mobilefacenet.onnx"), path);
        using var stream = typeof(EmbedderManifest).Assembly.GetManifestResourceStream("Mote.Vision.Embedding.mobilefacenet.json")!;
        using var reader = new StreamReader(stream);
        File.WriteAllText(Path.ChangeExtension(path, ".json"), change(reader.ReadToEnd()));
        return path;
    }
}
