using System.ComponentModel.DataAnnotations;
using Mote.Vision.Alignment;
using Mote.Vision.Detection;
using Mote.Vision.Embedding;
using Mote.Vision.Explanation;
using Mote.Vision.Finding;
using Mote.Vision.Onnx;
using Mote.Vision.Photos;
using Mote.Vision.Quality;
using Mote.Vision.Readings;
using SkiaSharp;

namespace Mote.Vision;

/// <summary>
/// From a photo to the embedding of its one face: decode, find, measure, align, light, embed. Thread-safe; a reading keeps one
/// core busy for some tens of milliseconds, and nothing of the photo is left when it returns.
/// </summary>
public sealed class FacePipeline : IDisposable
{
    private readonly FacePipelineOptions _options;
    private readonly IFaceDetector _detector;
    private readonly OnnxEmbedder _embedder;

    private readonly FaceTaking _faces;
    private readonly Lazy<TracedEmbedder> _traced;

    private FacePipeline(FacePipelineOptions options, IFaceDetector detector, OnnxEmbedder embedder)
    {
        (_options, _detector, _embedder) = (options, detector, embedder);
        _faces = new FaceTaking(detector, options.Photo);
        // A session of its own, so that ordinary readings carry nothing of it.
        _traced = new Lazy<TracedEmbedder>(() => new TracedEmbedder(options.EmbedderPath, embedder));
    }

    /// <summary>The embedder's manifest.</summary>
    public EmbedderManifest Embedder => _embedder.Manifest;

    /// <summary>Whether the embedder was trained on synthetic faces, and so knows nothing of real ones: for demonstrations only.</summary>
    public bool IsTrainedOnSyntheticFaces => _embedder.IsTrainedOnSyntheticFaces;

    /// <summary>SHA-256 of the detector's file, 64 lower-case hexadecimal digits.</summary>
    public string DetectorHash => _detector.Sha256;

    /// <summary>Loads both models, checks them against what is known of them, and runs each once.</summary>
    /// <exception cref="ModelException">A file is missing or is not the model it should be.</exception>
    /// <exception cref="ValidationException">A bound is out of range.</exception>
    public static FacePipeline Open(FacePipelineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options.Photo, new ValidationContext(options.Photo), validateAllProperties: true);
        Validator.ValidateObject(options.Quality, new ValidationContext(options.Quality), validateAllProperties: true);

        var detectorFile = Read(options.DetectorPath);
        var embedderFile = Read(options.EmbedderPath);
        var manifest = EmbedderManifest.Of(options.EmbedderPath, OnnxModel.HashOf(embedderFile));
        var pipeline = new FacePipeline(
            options,
            FaceDetectors.Of(OnnxModel.Open(options.DetectorPath, detectorFile), detectorFile),
            new OnnxEmbedder(OnnxModel.Open(options.EmbedderPath, embedderFile), manifest));
        WarmUp(pipeline._detector);
        WarmUp(pipeline._embedder);
        return pipeline;
    }

    /// <summary>Reads one photo.</summary>
    /// <param name="photo">A JPEG, PNG or WebP file.</param>
    /// <param name="cancellationToken">Stops between two stages.</param>
    /// <returns>A <see cref="FaceReading"/>, or a <see cref="PhotoRefusal"/> that says why not.</returns>
    public PhotoReading Read(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken) => Read(photo, _options.Quality, cancellationToken);

    /// <summary>Reads one photo by bounds other than those of the options.</summary>
    /// <param name="photo">A JPEG, PNG or WebP file.</param>
    /// <param name="quality">What a face must be like.</param>
    /// <param name="cancellationToken">Stops between two stages.</param>
    /// <returns>A <see cref="FaceReading"/>, or a <see cref="PhotoRefusal"/> that says why not.</returns>
    public PhotoReading Read(ReadOnlyMemory<byte> photo, QualityBounds quality, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(quality);
        cancellationToken.ThrowIfCancellationRequested();
        using var taken = _faces.Take(photo, quality, out var refusal, cancellationToken);
        return taken is null ? refusal! : new FaceReading(_embedder.Embed(taken.Aligned.Pixels), taken.Face, taken.Quality);
    }

    /// <summary>Reads a face whose place is known: nothing is looked for, and nothing refused but what is no photo.</summary>
    /// <param name="photo">A JPEG, PNG or WebP file.</param>
    /// <param name="landmarks">Where the face is, in pixels of the upright photo.</param>
    public PhotoReading ReadAt(ReadOnlyMemory<byte> photo, FaceLandmarks landmarks)
    {
        using var picture = PhotoDecoder.Decode(photo, _options.Photo, out var refusal);
        if (picture is null)
            return refusal!;
        using var aligned = AlignedFace.Of(picture, landmarks);
        var face = new DetectedFace(0, 0, picture.Width, picture.Height, 1, landmarks);
        return new FaceReading(_embedder.Embed(aligned.Pixels), face, FaceMeasurement.Of(face, aligned));
    }

    /// <summary>
    /// Makes ready for explanations, which takes some seconds where nobody has with this embedder yet. The first
    /// <see cref="Study(ReadOnlyMemory{byte}, out PhotoRefusal?, CancellationToken)"/> does it where it was not called before.
    /// </summary>
    /// <returns>How explanations are made with this embedder.</returns>
    public ExplanationMethod PrepareExplanations() => _traced.Value.Method;

    /// <summary>Reads one photo as <see cref="Read(ReadOnlyMemory{byte}, CancellationToken)"/> does, and keeps of it what an explanation needs.</summary>
    /// <param name="photo">A JPEG, PNG or WebP file.</param>
    /// <param name="refusal">Why not, where the answer is null.</param>
    /// <param name="cancellationToken">Stops between two stages.</param>
    public FaceStudy? Study(ReadOnlyMemory<byte> photo, out PhotoRefusal? refusal, CancellationToken cancellationToken) =>
        Study(photo, _options.Quality, out refusal, cancellationToken);

    /// <summary>The same by bounds other than those of the options.</summary>
    /// <param name="photo">A JPEG, PNG or WebP file.</param>
    /// <param name="quality">What a face must be like.</param>
    /// <param name="refusal">Why not, where the answer is null.</param>
    /// <param name="cancellationToken">Stops between two stages.</param>
    public FaceStudy? Study(ReadOnlyMemory<byte> photo, QualityBounds quality, out PhotoRefusal? refusal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(quality);
        var traced = _traced.Value;
        cancellationToken.ThrowIfCancellationRequested();
        var taken = _faces.Take(photo, quality, out refusal, cancellationToken);
        try
        {
            if (taken is null)
                return null;
            var study = new FaceStudy(taken, traced.Trace(taken.Aligned));
            taken = null;
            return study;
        }
        finally
        {
            taken?.Dispose();
        }
    }

    /// <summary>Shows which parts of a face raise a score: by Grad-CAM++ where the embedder's tail is affine, else by occlusion.</summary>
    /// <param name="study">The face, by this pipeline.</param>
    /// <param name="gradient">The gradient of the score by the embedding of the study's reading, d values.</param>
    /// <param name="score">The score of any other embedding; asked for occlusion only.</param>
    /// <param name="cancellationToken">Stops occlusion between two faces.</param>
    public FaceExplanation Explain(FaceStudy study, ReadOnlySpan<float> gradient, Func<float[], float> score, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(score);
        return _traced.Value.Explain(study, gradient, score, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _detector.Dispose();
        _embedder.Dispose();
        if (_traced.IsValueCreated)
            _traced.Value.Dispose();
    }

    internal static void WarmUp(IFaceDetector detector)
    {
        using var blank = Blank();
        detector.Detect(blank);
        using var closeUp = new SKBitmap(new SKImageInfo(detector.Traits.CloseUpEdge, detector.Traits.CloseUpEdge, SKColorType.Rgba8888, SKAlphaType.Opaque));
        detector.DetectCloseUp(closeUp);
    }

    internal static void WarmUp(OnnxEmbedder embedder)
    {
        using var blank = Blank();
        using var aligned = AlignedFace.Of(blank, new FaceLandmarks(new(38, 52), new(74, 52), new(56, 72), new(42, 92), new(71, 92)));
        embedder.Embed(aligned.Pixels);
    }

    private static SKBitmap Blank() => new(new SKImageInfo(AlignedFace.Edge, AlignedFace.Edge, SKColorType.Rgba8888, SKAlphaType.Opaque));

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (IOException missing)
        {
            throw new ModelException($"The model '{path}' cannot be read: {missing.Message}", missing);
        }
    }
}
