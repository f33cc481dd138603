using Mote.Vision.Photos;
using Mote.Vision.Quality;

namespace Mote.Vision;

/// <summary>What a <see cref="FacePipeline"/> is made of.</summary>
public sealed record FacePipelineOptions
{
    /// <summary>The face detector's ONNX file, a YuNet model.</summary>
    public required string DetectorPath { get; init; }

    /// <summary>The embedder's ONNX file, with its manifest beside it unless it is a known one.</summary>
    public required string EmbedderPath { get; init; }

    /// <summary>How large a photo may be.</summary>
    public PhotoBounds Photo { get; init; } = new();

    /// <summary>What a face must be like.</summary>
    public QualityBounds Quality { get; init; } = new();
}
