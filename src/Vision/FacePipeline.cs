using System.ComponentModel.DataAnnotations;
using Mote.Vision.Alignment;
using Mote.Vision.Detection;
using Mote.Vision.Embedding;
using Mote.Vision.Photos;
using Mote.Vision.Quality;
using Mote.Vision.Readings;
using SkiaSharp;

namespace Mote.Vision;

/// <summary>
/// From a photo to the embedding of its one face: decode, detect, align, measure, embed. Thread-safe; a reading keeps one
/// core busy for some tens of milliseconds, and nothing of the photo is left when it returns.
/// </summary>
public sealed class FacePipeline : IDisposable
{
    private readonly FacePipelineOptions _options;
    private readonly IFaceDetector _detector;
    private readonly OnnxEmbedder _embedder;

    private FacePipeline(FacePipelineOptions options, IFaceDetector detector, OnnxEmbedder embedder) =>
        (_options, _detector, _embedder) = (options, detector, embedder);

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
            FaceDetectors.Of(OnnxModel.Open(options.DetectorPath, detectorFile)),
            new OnnxEmbedder(OnnxModel.Open(options.EmbedderPath, embedderFile), manifest));
        WarmUp(pipeline._detector);
        WarmUp(pipeline._embedder);
        return pipeline;
    }

    /// <summary>Reads one photo.</summary>
    /// <param name="photo">A JPEG, PNG or WebP file.</param>
    /// <param name="cancellationToken">Stops between two stages.</param>
    /// <returns>A <see cref="FaceReading"/>, or a <see cref="PhotoRefusal"/> that says why not.</returns>
    public PhotoReading Read(ReadOnlyMemory<byte> photo, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var picture = PhotoDecoder.Decode(photo, _options.Photo, out var refusal);
        if (picture is null)
            return refusal!;

        cancellationToken.ThrowIfCancellationRequested();
        var faces = _detector.Detect(picture)
            .Select(face => (Face: face, Prominence: Prominence.Of(face, picture.Width, picture.Height)))
            .OrderByDescending(face => face.Prominence)
            .ToArray();
        if (faces is [])
            return new PhotoRefusal(RefusalReason.NoFace);
        var subject = faces[0].Face;
        if (faces.Length > 1 && faces[1].Prominence / faces[0].Prominence is var share && share >= _options.Quality.SecondFaceShare)
            return new PhotoRefusal(RefusalReason.SeveralFaces, share, _options.Quality.SecondFaceShare);

        cancellationToken.ThrowIfCancellationRequested();
        using var aligned = AlignedFace.Of(picture, subject.Landmarks);
        var quality = FaceMeasurement.Of(subject, aligned);
        return _options.Quality.Refuse(quality) ?? (PhotoReading)new FaceReading(_embedder.Embed(aligned), subject, quality);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _detector.Dispose();
        _embedder.Dispose();
    }

    internal static void WarmUp(IFaceDetector detector)
    {
        using var blank = Blank();
        detector.Detect(blank);
    }

    internal static void WarmUp(OnnxEmbedder embedder)
    {
        using var blank = Blank();
        using var aligned = AlignedFace.Of(blank, new FaceLandmarks(new(38, 52), new(74, 52), new(56, 72), new(42, 92), new(71, 92)));
        embedder.Embed(aligned);
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
