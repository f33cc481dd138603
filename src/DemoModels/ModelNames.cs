namespace Mote.DemoModels;

/// <summary>The files of the demo models, in one folder.</summary>
internal static class ModelNames
{
    public const string Detector = "mote-demo-detector.onnx";
    public const string Embedder = "mote-demo-embedder.onnx";
    public const string Cohort = "mote-demo.cohort";
}
