namespace Mote.Vision.Explanation;

/// <summary>Which parts of a face raised a score.</summary>
/// <param name="Method">How it was found.</param>
/// <param name="Map">The parts.</param>
public sealed record FaceExplanation(ExplanationMethod Method, HeatMap Map)
{
    /// <summary>The share of what spoke for the score by region of the face; they add up to 1, or are all 0 where nothing did.</summary>
    public IReadOnlyDictionary<FaceRegion, double> Regions { get; } = FaceRegions.Shares(Map);
}
