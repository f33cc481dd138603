using System.Text.Json;
using Mote.Vision.Explanation;
using Mote.Vision.Onnx;

namespace Mote.Vision.Tests.Explanation;

/// <summary>Embedders that nobody has seen before, and the models that come with Mote.</summary>
public sealed class UnknownEmbedderTests : IDisposable
{
    private const int Dimension = 64;

    private static readonly string Models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-embedder-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Prepare_TheDemoEmbedder_IsTraced() =>
        Assert.Equal(ExplanationMethod.GradCamPlusPlus, Prepared(Path.Combine(Models, "mote-demo-embedder.onnx")));

    [Fact]
    public void Prepare_AnAffineTail_IsTraced() => Assert.Equal(ExplanationMethod.GradCamPlusPlus, Prepared(Made(Spatial(7, 16), isRectified: false)));

    [Fact]
    public void Prepare_ARectifiedTail_IsCovered() => Assert.Equal(ExplanationMethod.Occlusion, Prepared(Made(Spatial(7, 16), isRectified: true)));

    [Fact]
    public void Prepare_NoSpatialMap_IsCovered() => Assert.Equal(ExplanationMethod.Occlusion, Prepared(Made(Spatial(1, 112), isRectified: false)));

    public void Dispose() => _folder.Delete(recursive: true);

    private static ExplanationMethod Prepared(string embedder)
    {
        using var pipeline = FacePipeline.Open(new FacePipelineOptions { DetectorPath = Path.Combine(Models, "mote-demo-detector.onnx"), EmbedderPath = embedder });
        Cancelled.ThrowIfCancellationRequested();
        return pipeline.PrepareExplanations();
    }

    /// <summary>One convolution over the face into eight channels of so many rows and columns.</summary>
    private static (Convolution Layer, int Values) Spatial(int edge, int kernel) =>
        (new Convolution(3, 8, kernel, kernel, 0, 1, new Draws(1).Normal(8 * 3 * kernel * kernel), new float[8], IsRectified: true), 8 * edge * edge);

    private string Made((Convolution Layer, int Values) spatial, bool isRectified)
    {
        var path = Path.Combine(_folder.FullName, "made.onnx");
        var weights = new Draws(2).Normal(Dimension * spatial.Values);
        File.WriteAllBytes(path, OnnxWriter.Write(new LayeredNetwork(
            "made", "face", [3, 112, 112], "embedding",
            [spatial.Layer, new Dense(spatial.Values, Dimension, weights, new float[Dimension], isRectified)],
            new Dictionary<int, string>(), new Dictionary<string, string>())));
        File.WriteAllText(Path.ChangeExtension(path, ".json"), JsonSerializer.Serialize(new
        {
            name = "made",
            licence = "MIT",
            sha256 = OnnxModel.HashOf(File.ReadAllBytes(path)),
            input = "face",
            edge = 112,
            colours = "rgb",
            scale = 0.01f,
            mean = new[] { 0, 0, 0 },
            deviation = new[] { 1, 1, 1 },
            output = "embedding",
            dimension = Dimension,
        }));
        return path;
    }
}
