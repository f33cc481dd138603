using Mote.Recognition.Enrolment;
using Mote.Recognition.Packs;
using Mote.Recognition.Templates;
using Mote.Tests;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.Vision.Tests.Field;

/// <summary>Models with their background people, and what they decide about inputs that went wrong once.</summary>
internal sealed class FieldModels : IDisposable
{
    private readonly FacePipeline _pipeline;
    private readonly CohortPack _pack;
    private readonly double _target;

    private FieldModels(string detector, string embedder, CohortPack pack, double target) =>
        (_pipeline, _pack, _target) = (FacePipeline.Open(new FacePipelineOptions { DetectorPath = detector, EmbedderPath = embedder }), pack, target);

    /// <summary>YuNet and MobileFaceNet; skips the running test where they are absent.</summary>
    public static FieldModels Real() =>
        new(SharedData.Path("models/yunet_2023mar.onnx"), SharedData.Path("models/mobilefacenet.onnx"), CohortPack.Load(TestCohort.File), 1e-3);

    /// <summary>The models that come with Mote.</summary>
    public static FieldModels Demo() => new(Shipped("mote-demo-detector.onnx"), Shipped("mote-demo-embedder.onnx"), CohortPack.Load(Shipped("mote-demo.cohort")), 1e-3);

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(SharedData.Path($"field/{name}"));

    public PhotoReading Read(byte[] photo) => _pipeline.Read(photo, TestContext.Current.CancellationToken);

    public ModelTemplate Enrol(string file) => Enrol(File(file));

    public ModelTemplate Enrol(byte[] photo) => new Enroller(_pack).Enrol(
        [Assert.IsType<FaceReading>(Read(photo)).Embedding], new EnrolmentSettings { TargetFalseMatchRate = _target, Seed = 1 }, null, TestContext.Current.CancellationToken).Template;

    /// <summary>What is decided about a photo; null where it is refused.</summary>
    public bool? IsMatch(ModelTemplate template, byte[] photo) =>
        Read(photo) is FaceReading face ? template.Decide(template.Input(_pack, face.Embedding)).IsMatch : null;

    public bool? IsMatch(ModelTemplate template, string file) => IsMatch(template, File(file));

    public RefusalReason? Refusal(string file) => (Read(File(file)) as PhotoRefusal)?.Reason;

    public void Dispose() => _pipeline.Dispose();

    private static string Shipped(string name) => Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", name);
}
