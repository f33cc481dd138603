namespace Mote.Protocol;

/// <summary>The errors of one model-template at its own threshold.</summary>
/// <param name="FalseMatchRate">The share of strangers' photos that were accepted.</param>
/// <param name="FalseMatchRateBound">What it is not above, with 95 % confidence: each stranger counts once, however many photos there are.</param>
/// <param name="Strangers">Held-out strangers.</param>
/// <param name="StrangerPhotos">Their photos.</param>
/// <param name="FalseNonMatchRate">The share of synthetic samples that were rejected; null where synthesis does not agree with real photos.</param>
/// <param name="FalseNonMatchRateBound">What it is not above on such samples, with 95 % confidence; null likewise.</param>
/// <param name="Samples">Held-back synthetic samples.</param>
/// <param name="Groups">The same for each attribute group of strangers and samples. The subject's own group is not stored.</param>
public sealed record CertificateFigures(
    double FalseMatchRate,
    double FalseMatchRateBound,
    int Strangers,
    int StrangerPhotos,
    double? FalseNonMatchRate,
    double? FalseNonMatchRateBound,
    int Samples,
    IReadOnlyList<CertificateGroup> Groups);
