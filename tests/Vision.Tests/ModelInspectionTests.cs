using Mote.Tests;
using Mote.Vision.Embedding;
using Mote.Vision.Onnx;

namespace Mote.Vision.Tests;

public sealed class ModelInspectionTests
{
    [Fact]
    public void Of_RealDetector_IsRecognisedAndRuns()
    {
        var content = File.ReadAllBytes(SharedData.Path("models/yunet_2023mar.onnx"));

        var detector = ModelInspection.Of("any name", content);

        Assert.True(detector.IsDetector);
        Assert.Equal([1, 3, 640, 640], detector.Inputs["input"]);
        ModelInspection.TryDetector("any name", content);
    }

    [Fact]
    public void Of_RealEmbedder_IsNoDetectorAndRunsByItsManifestOnly()
    {
        var path = SharedData.Path("models/mobilefacenet.onnx");
        var content = File.ReadAllBytes(path);

        var embedder = ModelInspection.Of(path, content);

        Assert.False(embedder.IsDetector);
        Assert.Equal([1, 128], embedder.Outputs["output0"]);
        Assert.Throws<ModelException>(() => ModelInspection.TryDetector(path, content));
        var manifest = EmbedderManifest.Of(path, "b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507");
        ModelInspection.TryEmbedder(path, content, manifest);
        Assert.Throws<ModelException>(() => ModelInspection.TryEmbedder(path, content, manifest with { Dimension = 64 }));
    }

    [Fact]
    public void Of_OtherBytes_NamesTheFile()
    {
        var refused = Assert.Throws<ModelException>(() => ModelInspection.Of("notes.txt", "not a model"u8.ToArray()));

        Assert.Equal("'notes.txt' is not an ONNX model that can be loaded: get the file again.", refused.Message);
    }
}
