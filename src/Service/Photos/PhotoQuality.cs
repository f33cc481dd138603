using Mote.Vision.Photos;
using Mote.Vision.Quality;

namespace Mote.Service.Photos;

/// <summary>Whether a picture would be taken.</summary>
/// <param name="Refusal">What to do about it; null where it would be.</param>
/// <param name="Met">What was measured and is good enough.</param>
/// <param name="Missed">What is not, behind which nothing was judged; null where nothing was missed, or there is not one face.</param>
public sealed record PhotoQuality(string? Refusal, IReadOnlyList<QualityMeasure> Met, QualityMeasure? Missed)
{
    private static readonly QualityMeasure[] Measures = Enum.GetValues<QualityMeasure>();

    internal static PhotoQuality Of(PhotoReading reading) => reading switch
    {
        PhotoRefusal refusal when Measured(refusal.Reason) is { } missed => new(refusal.Message, [.. Measures.TakeWhile(measure => measure != missed)], missed),
        PhotoRefusal refusal => new(refusal.Message, [], null),
        _ => new(null, Measures, null),
    };

    /// <summary>By what a face was refused (see <see cref="QualityBounds.Refuse"/>).</summary>
    private static QualityMeasure? Measured(RefusalReason reason) => reason switch
    {
        RefusalReason.FaceTooSmall => QualityMeasure.Size,
        RefusalReason.TurnedTooFar => QualityMeasure.Turn,
        RefusalReason.TooDark or RefusalReason.TooBright or RefusalReason.TooFlat => QualityMeasure.Light,
        RefusalReason.Blurred => QualityMeasure.Sharpness,
        _ => null,
    };
}
