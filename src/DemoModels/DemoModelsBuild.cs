using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Mote.DemoModels.Cohort;
using Mote.DemoModels.Detector;
using Mote.DemoModels.Embedder;
using Mote.DemoModels.Networks;
using Mote.DemoModels.Unseen;
using Mote.Portraits.People;
using Mote.Recognition.Training;
using Mote.Vision;
using Mote.Vision.Alignment;
using Mote.Vision.Detection;
using Mote.Vision.Embedding;
using Mote.Vision.Onnx;
using TorchSharp;

namespace Mote.DemoModels;

/// <summary>Trains the demo models, makes the demo cohort and measures both, step by step on the screen.</summary>
/// <param name="size">How much to learn from.</param>
/// <param name="seed">Makes it repeatable: the same data in the same order, though the last digits of sums depend on the machine.</param>
/// <param name="say">Shows a line.</param>
internal sealed class DemoModelsBuild(BuildSize size, ulong seed, Action<string> say)
{
    public UnseenFigures Run(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        TorchLibrary.Require();
        // Here one network is trained at a time, not one a core.
        torch.set_num_threads(Environment.ProcessorCount);

        say($"1. Detector: {size.DetectorPortraits:N0} portraits, {size.DetectorEpochs} epochs.");
        var detectorExamples = DetectorExamples.Of(Populations.Detector, size.DetectorPortraits, cancellationToken);
        var detector = Write(folder, ModelNames.Detector, DetectorTraining.Train(detectorExamples, size.DetectorEpochs, seed, Report, cancellationToken));

        say($"2. Embedder: {size.EmbedderPeople:N0} people, {size.EmbedderPhotos} photos each, {size.EmbedderEpochs} epochs.");
        using (var found = FaceDetectors.Of(OnnxModel.Open(detector, File.ReadAllBytes(detector)), File.ReadAllBytes(detector)))
        {
            var examples = EmbedderExamples.Of(Populations.Embedder, size.EmbedderPeople, size.EmbedderPhotos, found, cancellationToken);
            var embedder = Write(folder, ModelNames.Embedder, EmbedderTraining.Train(examples, size.EmbedderEpochs, seed, Report, cancellationToken));
            File.WriteAllText(Path.ChangeExtension(embedder, ".json"), Manifest(File.ReadAllBytes(embedder)));
        }

        return MakeCohort(folder, cancellationToken);
    }

    /// <summary>The last two steps alone, with the models that the folder holds.</summary>
    public UnseenFigures MakeCohort(string folder, CancellationToken cancellationToken)
    {
        using var pipeline = FacePipeline.Open(new FacePipelineOptions
        {
            DetectorPath = Path.Combine(folder, ModelNames.Detector),
            EmbedderPath = Path.Combine(folder, ModelNames.Embedder),
        });
        say("3. Cohort.");
        var pack = DemoCohort.Make(pipeline, seed, cancellationToken);
        pack.Save(Path.Combine(folder, ModelNames.Cohort));
        say($"  {pack.Cohort.Training.Count} + {pack.Cohort.Validation.Count} + {pack.Cohort.Calibration.Count} photos, hash {pack.Hash[..12]}");

        say("4. People whom nothing was learnt from.");
        var figures = UnseenFigures.Of(pipeline, size.UnseenPeople, size.UnseenPhotos, cancellationToken);
        say(string.Create(CultureInfo.InvariantCulture,
            $"  {figures.People} people, {figures.Photos} photos, {figures.Refused} refused, landmarks off by {figures.LandmarkError:F3} eye distances: EER {figures.EqualErrorRate:P2}, median mated cosine {figures.MatedMedian:F2}, attribute group told with balanced accuracy {figures.GroupAccuracy:F3}"));
        return figures;
    }

    private string Write(string folder, string name, TrainedModel model)
    {
        var path = Path.Combine(folder, name);
        var file = model.Export(out var difference);
        File.WriteAllBytes(path, file);
        say(string.Create(CultureInfo.InvariantCulture, $"  {path}: {file.Length:N0} bytes; ONNX Runtime and TorchSharp differ by {difference:E1} at most"));
        return path;
    }

    private void Report(int epoch, double loss) => say(string.Create(CultureInfo.InvariantCulture, $"  epoch {epoch + 1}: loss {loss:F4}"));

    private static string Manifest(byte[] file) => JsonSerializer.Serialize(
        new EmbedderManifest
        {
            Name = "Mote demo embedder (synthetic faces only)",
            Licence = "MIT",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            Input = EmbedderTraining.Input,
            Edge = AlignedFace.Edge,
            Colours = ColourOrder.Rgb,
            Scale = 1 / 127.5f,
            Mean = [1, 1, 1],
            Deviation = [1, 1, 1],
            Output = EmbedderTraining.Output,
            Dimension = EmbedderTraining.Dimension,
        },
        ManifestJson.Default.EmbedderManifest);
}
