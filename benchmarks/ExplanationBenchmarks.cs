using BenchmarkDotNet.Attributes;
using Mote.Grains.Explanation;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Templates;
using Mote.Tests;
using Mote.Vision;
using Mote.Vision.Readings;

namespace Mote.Benchmarks;

/// <summary>An explained decision against the decision alone, from the photo's bytes to the answer. At most three of them is the aim.</summary>
public class ExplanationBenchmarks : IDisposable
{
    private FacePipeline _pipeline = null!;
    private CohortPack _cohort = null!;
    private TemplateExplainer _explainer = null!;
    private ModelTemplate _template = null!;
    private byte[] _photo = null!;

    [GlobalSetup]
    public void Load()
    {
        _pipeline = FacePipeline.Open(new FacePipelineOptions { DetectorPath = SharedData.Path("models/yunet_2023mar.onnx"), EmbedderPath = SharedData.Path("models/mobilefacenet.onnx") });
        _cohort = TailCalibration.Calibrate(CohortPack.Create(LfwEmbeddings.Load().Cohort(), 1), Recipe.Compact, 30, 1, null, CancellationToken.None);
        _explainer = new TemplateExplainer(_pipeline, _cohort);
        _photo = File.ReadAllBytes(SharedData.Path("lfw/photos/Aaron_Peirsol/Aaron_Peirsol_0002.jpg"));
        var reference = _pipeline.Read(File.ReadAllBytes(SharedData.Path("lfw/photos/Aaron_Peirsol/Aaron_Peirsol_0001.jpg")), CancellationToken.None) is FaceReading face
            ? face.Embedding
            : throw new InvalidOperationException("The photo was refused.");
        var transform = new OrthogonalTransform(new byte[OrthogonalTransform.SeedBytes], reference.Length);
        _template = new Enroller(_cohort).Enrol([reference], new EnrolmentSettings(), transform, null, CancellationToken.None).Template;
        // Made ready once an embedder and process, which is not what is measured.
        _pipeline.PrepareExplanations();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _pipeline.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Decision Verification()
    {
        var face = (FaceReading)_pipeline.Read(_photo, CancellationToken.None);
        return _template.Decide(_template.Input(_cohort, face.Embedding));
    }

    [Benchmark]
    public PhotoExplanation? Explanation() => _explainer.Explain(_photo, _template, out _, CancellationToken.None);
}
