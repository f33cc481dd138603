using Mote.Vision;

namespace Mote.Cli.Models;

/// <summary>The two model files in a folder.</summary>
/// <param name="Detector">The face detector.</param>
/// <param name="Embedder">The embedder.</param>
internal sealed record ModelFiles(string Detector, string Embedder)
{
    /// <exception cref="UsageException">The folder does not hold one of each.</exception>
    public static ModelFiles In(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}': --models names one that holds a YuNet detector and an embedder, both ONNX files.");
        var files = Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal).ToArray();
        var detectors = files.Where(IsDetector).ToArray();
        var embedders = files.Where(file => !IsDetector(file)).ToArray();
        return detectors is [var detector] && embedders is [var embedder]
            ? new ModelFiles(detector, embedder)
            : throw new UsageException($"'{folder}' holds {detectors.Length} detectors ('*yunet*.onnx') and {embedders.Length} embedders (other '*.onnx'), one of each is needed.");

        static bool IsDetector(string file) => Path.GetFileName(file).Contains("yunet", StringComparison.OrdinalIgnoreCase);
    }

    public FacePipeline Open() => FacePipeline.Open(new FacePipelineOptions { DetectorPath = Detector, EmbedderPath = Embedder });
}
