using Mote.Cli.Output;
using Mote.Vision;

namespace Mote.Cli.Models;

/// <summary>The two model files.</summary>
/// <param name="Detector">The face detector.</param>
/// <param name="Embedder">The embedder.</param>
internal sealed record ModelFiles(string Detector, string Embedder)
{
    /// <summary>The files named, and from the folder what is not named.</summary>
    /// <exception cref="UsageException">A file is not there, or the folder does not hold exactly one of the kind.</exception>
    public static ModelFiles Find(string? folder, string? detector, string? embedder)
    {
        if (folder is null && (detector is null || embedder is null))
            throw new UsageException("No models: --models names a folder that holds a YuNet detector and an embedder, both ONNX files; --detector and --embedder name the files themselves. 'mote models get' fetches them.");
        if (folder is not null && !Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}': --models names one that holds a YuNet detector and an embedder, both ONNX files.");
        if (new[] { detector, embedder }.FirstOrDefault(file => file is not null && !File.Exists(file)) is { } missing)
            throw new UsageException($"There is no model file '{missing}'.");

        var files = folder is null ? [] : Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal).ToArray();
        return new ModelFiles(
            detector ?? Only(files.Where(IsDetector), folder, "detectors ('*yunet*.onnx' or '*detector*.onnx')", "--detector"),
            embedder ?? Only(files.Where(file => !IsDetector(file)), folder, "embedders (other '*.onnx')", "--embedder"));

        static bool IsDetector(string file) =>
            Path.GetFileName(file) is var name && (name.Contains("yunet", StringComparison.OrdinalIgnoreCase) || name.Contains("detector", StringComparison.OrdinalIgnoreCase));
    }

    public FacePipeline Open() => FacePipeline.Open(new FacePipelineOptions { DetectorPath = Detector, EmbedderPath = Embedder });

    private static string Only(IEnumerable<string> files, string? folder, string kind, string option)
    {
        string[] found = [.. files];
        return found is [var one] ? one : throw new UsageException($"'{folder}' holds {found.Length} {kind}, one is needed: {(found is [] ? "'mote models get' fetches one, or " : "")}{option} names it.");
    }
}
