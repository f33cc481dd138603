using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using Mote.Tests;
using Mote.Vision;
using Mote.Vision.Photos;
using Mote.Vision.Readings;
using SkiaSharp;

namespace Mote.Benchmarks;

/// <summary>A photo's way to its embedding against the two bare ONNX Runtime runs it cannot do without.</summary>
public class PhotoEmbeddingBenchmarks : IDisposable
{
    private readonly RunOptions _run = new();
    private InferenceSession _detector = null!;
    private InferenceSession _embedder = null!;
    private OrtValue _detectorInput = null!;
    private OrtValue _embedderInput = null!;
    private FacePipeline _pipeline = null!;
    private byte[] _photo = null!;

    [GlobalSetup]
    public void Load()
    {
        var (detector, embedder) = (SharedData.Path("models/yunet_2023mar.onnx"), SharedData.Path("models/mobilefacenet.onnx"));
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _detector = new InferenceSession(detector, options);
        _embedder = new InferenceSession(embedder, options);
        _detectorInput = OrtValue.CreateTensorValueFromMemory(new float[3 * 640 * 640], [1, 3, 640, 640]);
        _embedderInput = OrtValue.CreateTensorValueFromMemory(new float[3 * 112 * 112], [1, 3, 112, 112]);
        _pipeline = FacePipeline.Open(new FacePipelineOptions { DetectorPath = detector, EmbedderPath = embedder });
        _photo = File.ReadAllBytes(SharedData.Path("lfw/photos/Aaron_Peirsol/Aaron_Peirsol_0001.jpg"));
        if (_pipeline.Read(_photo, CancellationToken.None) is not FaceReading)
            throw new InvalidOperationException("The photo was refused.");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _pipeline.Dispose();
        _detectorInput.Dispose();
        _embedderInput.Dispose();
        _detector.Dispose();
        _embedder.Dispose();
        _run.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public int BareRuns()
    {
        using var faces = _detector.Run(_run, ["input"], [_detectorInput], _detector.OutputNames);
        using var embedding = _embedder.Run(_run, ["input0"], [_embedderInput], ["output0"]);
        return faces.Count + embedding.Count;
    }

    [Benchmark]
    public int DecodeAlone()
    {
        using var photo = SKBitmap.Decode(_photo);
        return photo.Width;
    }

    [Benchmark]
    public PhotoReading DecodeDetectAlignEmbed() => _pipeline.Read(_photo, CancellationToken.None);
}
