using Mote.Tests;
using Mote.Vision.Explanation;

namespace Mote.Vision.Tests.Explanation;

public sealed class OcclusionTests : IDisposable
{
    private const int Edge = 112;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-occlusion-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_AScoreOfOnePatch_ShowsThatPatch()
    {
        using var pipeline = Open(SharedData.Path("models/mobilefacenet.onnx"));
        using var study = pipeline.Study(Portrait.File(), out _, Cancelled)!;
        var pixels = study.Aligned.Pixels.ToArray();

        // What is left of the contrast around the left eye.
        var map = Occlusion.Of(study.Aligned, seen => Similarity(seen, 64, 40), Cancelled);

        Assert.Equal((14, 14), (map.Rows, map.Columns));
        var hottest = map.Values.IndexOf(1f);
        Assert.InRange(hottest % 14, 7, 11);
        Assert.InRange(hottest / 14, 4, 8);

        float Similarity(byte[] seen, int left, int top)
        {
            var distance = 0f;
            for (var y = top; y < top + 24; y++)
            {
                for (var x = left; x < left + 24; x++)
                    distance += Math.Abs(seen[4 * (y * Edge + x)] - pixels[4 * (y * Edge + x)]);
            }

            return -distance;
        }
    }

    [Fact]
    public void Explain_AnEmbedderThatIsNoLongerTheFileItWas_IsByOcclusion()
    {
        var path = Path.Combine(_folder.FullName, "embedder.onnx");
        File.WriteAllBytes(path, File.ReadAllBytes(SharedData.Path("models/mobilefacenet.onnx")));
        using var pipeline = Open(path);
        File.WriteAllText(path, "damaged since it was loaded");

        Assert.Equal(ExplanationMethod.Occlusion, pipeline.PrepareExplanations());
        using var study = pipeline.Study(Portrait.File(), out _, Cancelled)!;
        var reference = study.Reading.Embedding;
        var asked = 0;
        var explained = pipeline.Explain(study, new float[128], raw =>
        {
            asked++;
            return System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>(raw, reference);
        }, Cancelled);
        Assert.Equal((ExplanationMethod.Occlusion, Occlusion.Masks, false), (explained.Method, asked, explained.Map.IsEmpty));
    }

    [Fact]
    public void Explain_WhenNobodyWaitsAnyMore_Stops()
    {
        using var pipeline = Open(SharedData.Path("models/mobilefacenet.onnx"));
        using var study = pipeline.Study(Portrait.File(), out _, Cancelled)!;
        using var stop = new CancellationTokenSource();
        var asked = 0;
        Assert.Throws<OperationCanceledException>(() => Occlusion.Of(study.Aligned, _ =>
        {
            if (++asked == 3)
                stop.Cancel();
            return 0;
        }, stop.Token));
        Assert.Equal(3, asked);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static FacePipeline Open(string embedder) =>
        FacePipeline.Open(new FacePipelineOptions { DetectorPath = SharedData.Path("models/yunet_2023mar.onnx"), EmbedderPath = embedder });
}
